package dev.forebay.server;

import dev.forebay.server.DemoClickApplication.Standing;
import dev.forebay.server.DemoClickstreamState.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The clickstream's story in pictures: caption, the shards, the applications that read them, and the curve of the slow one. */
final class DemoClickstreamView implements DemoView<DemoClickstreamState> {
    private static final int BAR = 26;

    /** As many as there are in the end. */
    private static final int SHARD_LINES = DemoClickstreamPlan.SHARDS + 2;

    private final DemoClickstreamPlan plan;
    private final DemoInk ink;
    private final DemoDrawing drawing;

    /** So that the lag before the replay can be seen; at the replay's begin it is more than the curve shows. */
    private final int curveMost;

    DemoClickstreamView(DemoClickstreamPlan plan, DemoInk ink) {
        this.plan = plan;
        this.ink = ink;
        this.drawing = new DemoDrawing(ink);
        this.curveMost = plan.clicks() / 2;
    }

    @Override
    public List<List<String>> captions() {
        return Arrays.stream(DemoClickstreamAct.values()).map(act -> act.caption(plan)).toList();
    }

    @Override
    public int act(DemoClickstreamState state) {
        return state.act().number();
    }

    @Override
    public Duration elapsed(DemoClickstreamState state) {
        return state.elapsed();
    }

    @Override
    public String counts(DemoClickstreamState state) {
        String shards = state.shards().stream().map(lane -> Integer.toString(lane.clicks())).collect(Collectors.joining("+"));
        return "clicks %,d = %s  %s  %s".formatted(state.clicks(), shards.isEmpty() ? "0" : shards,
                counts(state.dashboard(), state.clicks()), counts(state.recommender(), state.clicks()));
    }

    private static String counts(Standing standing, int clicks) {
        int lag = standing.lag(clicks);
        return "%s %,d".formatted(standing.name(), standing.count().clicks())
                + (lag == 0 ? "" : " (-%,d%s)".formatted(lag, time(standing)));
    }

    /** AWS: a reader that had read all there was is no time behind, whatever has come since. */
    private static String time(Standing standing) {
        return standing.behind().isZero() ? "" : ", %,d ms".formatted(standing.behind().toMillis());
    }

    @Override
    public List<String> lines(DemoClickstreamState state) {
        List<String> lines = new ArrayList<>(drawing.heading(captions(), act(state), state.elapsed()));
        lines.add(drawing.bar("clicks", state.clicks(), plan.clicks(), ink::cyan, "made" + DemoDrawing.pace(state.pace())));
        for (int i = 0; i < SHARD_LINES; i++) {
            lines.add(i < state.shards().size() ? line(state.shards().get(i)) : "");
        }
        lines.add("");
        lines.add(line(state.dashboard(), state.clicks()));
        lines.add(line(state.recommender(), state.clicks()));
        lines.add(drawing.label("buys") + "%,d for the dashboard, %,d for the recommender".formatted(
                state.dashboard().count().buys(), state.recommender().count().buys()));
        lines.add("");
        drawing.curve(lines, List.of("recommender", "is behind"), state.past(), curveMost);
        return lines;
    }

    private String line(Lane lane) {
        String name = (lane.number() < DemoClickstreamPlan.SHARDS ? "" : ink.unicode() ? "└ " : "+ ") + "shard " + lane.number();
        return drawing.bar(name, lane.clicks(), plan.clicks(), lane.wasSplit() ? ink::dim : ink::cyan, lane.wasSplit() ? "in, then split" : "in");
    }

    /** Read and yet to be read as two parts of one bar, on the scale of all clicks. */
    private String line(Standing standing, int clicks) {
        int most = plan.clicks();
        int read = standing.count().clicks();
        int lag = standing.lag(clicks);
        return drawing.label(standing.name()) + ink.green(ink.filled(read, most, BAR)) + ink.yellow(ink.waiting(read, lag, most, BAR))
                + ink.dim(ink.empty(read + lag, most, BAR))
                + " %,5d read".formatted(read) + (lag == 0 ? "" : " %,5d behind%s".formatted(lag, time(standing)));
    }
}
