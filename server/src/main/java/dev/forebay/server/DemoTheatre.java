package dev.forebay.server;

import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/**
 * Where stories are played, and how.
 *
 * @param plain  line after line, no drawing
 * @param fast   with small numbers
 * @param isOver whether a story is to end before its end
 */
record DemoTheatre(PrintStream out, boolean plain, boolean fast, BooleanSupplier isOver) {

    DemoInk ink() {
        return plain ? DemoInk.plain(out.charset()) : new DemoInk(true, out.charset().newEncoder().canEncode('█'));
    }

    <S> DemoScreen<S> screen(DemoView<S> view) {
        return plain ? new DemoPlainScreen<>(out, view) : new DemoLiveScreen<>(out, view);
    }
}
