/** The runtime of the grammars, which the build puts beside them in dist/: installed whole, its debug build weighs more than all else. */
export * from 'web-tree-sitter';
