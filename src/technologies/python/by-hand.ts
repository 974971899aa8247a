/** Commands and scripts are run by hand, by one person. */
export const byHand =
  /(^|\/)(management\/commands|scripts?|bin|tools|cli|fabfile|manage)(\/|\.py$|$)|(^|\/)(setup|conftest|export|import|seed|populate)\w*\.py$/;
