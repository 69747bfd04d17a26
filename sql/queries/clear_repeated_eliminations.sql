-- clear_repeated_eliminations: empties what a volume took over from the published one, since causes
-- look at the year before and are written anew; the volume is the one that the search path names
TRUNCATE elimination;
