import type { CallbackRow, EffectRow } from '../../program/catalogue.js';

const zip = (file: string) => `rubyzip 2.4, lib/zip/${file}.rb`;
const libarchive = (file: string) => `ffi-libarchive 1.1, lib/ffi-libarchive/${file}.rb`;
const tar = 'minitar 1.0, lib/minitar.rb';

/** Archives, documents and pictures that libraries of Ruby write under a name, and what they unpack into a folder. */
export const archives: { readonly callbacks: readonly CallbackRow[]; readonly effects: readonly EffectRow[] } = {
  callbacks: [
    { on: 'Zip/File.open', at: '&', given: ['Zip/File()'], source: zip('file') },
    { on: 'Zip/File.open_buffer', at: '&', given: ['Zip/File()'], source: zip('file') },
    { on: 'Zip/File().{each,each_entry}', at: '&', given: ['Zip/Entry()'], source: zip('entry_set') },
    {
      on: 'Archive/Reader.{open_filename,open_fd,open_memory,open_stream}',
      at: '&',
      given: ['Archive/Reader()'],
      source: libarchive('archive'),
    },
    {
      on: 'Archive.{read_open_filename,read_open_fd,read_open_memory,read_open_stream}',
      at: '&',
      given: ['Archive/Reader()'],
      source: libarchive('archive'),
    },
    { on: 'Archive/Reader().{each_entry,each_entry_with_data}', at: '&', source: libarchive('reader') },
  ],
  effects: [
    {
      on: 'Zip/File.open',
      is: 'write',
      path: 0,
      what: 'export',
      when: { arg: [1, 'create'], matches: 'CREATE|^true$' },
      source: zip('file'),
    },
    { on: 'Zip/OutputStream.open', is: 'write', path: 0, what: 'export', source: zip('output_stream') },
    { on: '{Zip/File(),Zip/File.open()}.extract', is: 'write', path: 1, source: zip('file') },
    { on: 'Zip/Entry().extract', is: 'write', path: [0, 'destination_directory'], source: zip('entry') },
    {
      on: '{Archive.write_open_filename,Archive/Writer.open_filename}',
      is: 'write',
      path: 0,
      what: 'export',
      source: libarchive('writer'),
    },
    { on: 'Archive/Reader().extract', is: 'write', path: 'destination', source: libarchive('reader') },
    { on: '{Minitar,Archive/Tar/Minitar}.unpack', is: 'write', path: 1, source: tar },
    { on: 'Down.download', is: 'write', path: 'destination', source: 'down 5.4, lib/down/net_http.rb' },
    {
      on: 'ChunkyPNG/Image().save',
      is: 'write',
      path: 0,
      source: 'chunky_png 1.4, lib/chunky_png/canvas/png_encoding.rb',
    },
    { on: 'Magick/{Image,ImageList}().write', is: 'write', path: 0, source: 'rmagick 6.1, ext/RMagick/rmimage.cpp' },
    {
      on: 'Spreadsheet/Workbook().write',
      is: 'write',
      path: 0,
      what: 'export',
      source: 'spreadsheet 1.3, lib/spreadsheet/workbook.rb',
    },
    {
      on: 'CombinePDF/PDF().save',
      is: 'write',
      path: 0,
      what: 'export',
      source: 'combine_pdf 1.0, lib/combine_pdf/pdf_public.rb',
    },
  ],
};
