/** Statements that change a schema, or look at what is there (an anchored regular expression of a catalogue). */
export const schemaSql =
  '^\\s*([aA][lL][tT][eE][rR]|[cC][rR][eE][aA][tT][eE]|[dD][rR][oO][pP]|[rR][eE][nN][aA][mM][eE]|[sS][eE][lL][eE][cC][tT]|[sS][hH][oO][wW]|[pP][rR][aA][gG][mM][aA])\\b';
