package dev.forebay.server;

import java.io.PrintStream;
import java.util.List;

/** A picture that is drawn anew in place, on a terminal. */
final class DemoLiveScreen<S> implements DemoScreen<S> {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String CLEAR_REST_OF_LINE = "\u001b[K";

    private final PrintStream out;
    private final DemoView<S> view;
    private int height;

    DemoLiveScreen(PrintStream out, DemoView<S> view) {
        this.out = out;
        this.view = view;
    }

    @Override
    public void show(S state) {
        List<String> lines = view.lines(state);
        // One write a frame, so that no terminal shows half of one.
        StringBuilder frame = new StringBuilder(HIDE_CURSOR);
        if (height > 0) {
            frame.append("\u001b[").append(height).append('A');
        }
        lines.forEach(line -> frame.append('\r').append(line).append(CLEAR_REST_OF_LINE).append('\n'));
        height = lines.size();
        print(frame.toString());
    }

    @Override
    public void end() {
        print(SHOW_CURSOR);
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
