package dev.forebay.server;

import dev.forebay.server.DemoConsumer.Doing;
import dev.forebay.server.DemoConsumer.Hands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The orders' story in pictures: caption, bars, consumers, and the curve of the queue. */
final class DemoOrdersView implements DemoView<DemoOrdersState> {
    private final DemoOrdersPlan plan;
    private final DemoInk ink;
    private final DemoDrawing drawing;

    DemoOrdersView(DemoOrdersPlan plan, DemoInk ink) {
        this.plan = plan;
        this.ink = ink;
        this.drawing = new DemoDrawing(ink);
    }

    @Override
    public List<List<String>> captions() {
        return Arrays.stream(DemoOrdersAct.values()).map(act -> act.caption(plan)).toList();
    }

    @Override
    public int act(DemoOrdersState state) {
        return state.act().number();
    }

    @Override
    public Duration elapsed(DemoOrdersState state) {
        return state.elapsed();
    }

    @Override
    public String counts(DemoOrdersState state) {
        long working = state.consumers().stream().filter(hands -> hands.doing() != Doing.CRASHED).count();
        return "placed %,d  waiting %,d  in flight %,d  set aside %,d  written %,d  consumers %d".formatted(
                state.placed(), state.depth().waiting(), state.depth().inFlight(), state.depth().dead(), state.written(), working);
    }

    @Override
    public List<String> lines(DemoOrdersState state) {
        List<String> lines = new ArrayList<>(drawing.heading(captions(), act(state), state.elapsed()));
        bars(lines, state);
        lines.add("");
        for (int i = 0; i < state.consumers().size(); i++) {
            lines.add(drawing.label("consumer " + (i + 1)) + hands(state.consumers().get(i)));
        }
        lines.add("");
        drawing.curve(lines, List.of("in the queue", "over time"), state.past(), plan.orders());
        return lines;
    }

    private void bars(List<String> lines, DemoOrdersState state) {
        int orders = plan.orders();
        lines.add(drawing.bar("shop", state.placed(), orders, ink::cyan, "placed" + DemoDrawing.pace(state.placedPace())));
        lines.add(drawing.bar("queue", state.depth().waiting(), orders, ink::yellow, "waiting"));
        lines.add(drawing.bar("in flight", state.depth().inFlight(), orders, ink::yellow, "being worked on"));
        lines.add(drawing.dots("dead letters", state.depth().dead(), "set aside"));
        lines.add(drawing.bar("database", state.written(), orders, ink::green, "written" + DemoDrawing.pace(state.writtenPace())));
    }

    private String hands(Hands hands) {
        return switch (hands.doing()) {
            case WAITING -> ink.dim("waits for orders");
            case WORKING -> ink.green(ink.dots(hands.done(), hands.held())) + " ".repeat(DemoOrdersQueues.BATCH - hands.held())
                    + "  " + hands.done() + " of " + hands.held() + " written";
            case CRASHED -> ink.red(ink.dots(hands.done(), hands.held()) + "  " + ink.cross() + " crashed");
        };
    }
}
