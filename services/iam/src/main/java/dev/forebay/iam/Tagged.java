package dev.forebay.iam;

/** What has tags. */
interface Tagged {

    Tags tags();

    /** The same with other tags. */
    Tagged with(Tags changed);
}
