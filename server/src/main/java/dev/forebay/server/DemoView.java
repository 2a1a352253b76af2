package dev.forebay.server;

import java.time.Duration;
import java.util.List;

/** How a story looks: what screens need to know of its moments. */
interface DemoView<S> {

    /** The two lines of each act, in order. */
    List<List<String>> captions();

    /** Which act a moment belongs to, from 1. */
    int act(S state);

    /** Since the story began. */
    Duration elapsed(S state);

    /** The moment in one line of figures. */
    String counts(S state);

    /** The moment as a picture: as many lines for every state, within 80 columns and 24 lines. */
    List<String> lines(S state);
}
