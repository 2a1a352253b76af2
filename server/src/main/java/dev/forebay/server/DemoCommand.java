package dev.forebay.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code forebay demo}: plays the stories. Its exit code is 1 if anything is lost. */
final class DemoCommand implements Command {
    private static final String ENDPOINT = "--endpoint";
    private static final String PLAIN = "--plain";
    private static final String FAST = "--fast";
    private static final URI USUAL = URI.create("http://127.0.0.1:4566");
    private static final int SOMETHING_IS_LOST = 1;

    /** As a shell has it for what Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private final PrintStream out;
    private final Map<String, String> environment;

    DemoCommand(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String meaning() {
        return "Watch a rush of orders, a topic that feeds five queues, and a stream that is read again; nothing is lost.";
    }

    @Override
    public String help() {
        return """
                Usage: forebay demo [orders|fanout|clickstream] [flags]
                %s
                A story takes half a minute; without a word all are played. The exit code is 0 if nothing was lost. Kill a
                running server while one plays, even with -9, and start it again within twenty seconds: still nothing is lost.

                %s
                  --endpoint <url>
                      Server to play on. Default: %s if Forebay runs there, otherwise one of its own.
                  --plain
                      Line after line, no drawing. So it is too in pipes, on dumb terminals, and if NO_COLOR is set.
                  --fast
                      Smaller stories, in a few seconds.
                """.formatted(meaning(), stories(), USUAL);
    }

    private static String stories() {
        return Arrays.stream(DemoStory.values()).map(story -> "  " + story.word() + "\n      " + story.meaning() + "\n")
                .collect(Collectors.joining()).stripTrailing();
    }

    @Override
    public int run(List<String> line) throws Exception {
        boolean isNamed = !line.isEmpty() && !line.getFirst().startsWith("-");
        List<DemoStory> stories = isNamed ? List.of(DemoStory.of(line.getFirst())) : List.of(DemoStory.values());
        Arguments arguments = Arguments.parse(line.subList(isNamed ? 1 : 0, line.size()), Set.of(ENDPOINT), Set.of(PLAIN, FAST));
        Logging.start("warn");
        try (DemoCurtain curtain = new DemoCurtain();
                DemoServer server = server(arguments.value(ENDPOINT).map(DemoCommand::url))) {
            out.println("Playing on " + server.name() + ".");
            return play(stories, server, new DemoTheatre(out, isPlain(arguments), arguments.has(FAST), curtain::falls));
        } catch (InterruptedException _) {
            return INTERRUPTED;
        }
    }

    private int play(List<DemoStory> stories, DemoServer server, DemoTheatre theatre) throws InterruptedException {
        boolean allHold = true;
        for (DemoStory story : stories) {
            out.println();
            out.println(theatre.ink().bold(story.word()) + ": " + story.meaning());
            DemoReport report = story.play(server, theatre);
            report.lines(theatre.ink()).forEach(out::println);
            allHold &= report.holds();
        }
        return allHold ? 0 : SOMETHING_IS_LOST;
    }

    private static DemoServer server(Optional<URI> endpoint) throws IOException {
        if (endpoint.isPresent() && !DemoServer.answers(endpoint.get())) {
            throw new ConfigRefused("no Forebay answers at " + endpoint.get() + "; start one with 'forebay start'");
        }
        URI candidate = endpoint.orElse(USUAL);
        return endpoint.isPresent() || DemoServer.answers(candidate) ? DemoServer.running(candidate) : DemoServer.own();
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (Set.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new ConfigRefused(ENDPOINT + ": '" + text + "' is not a URL: " + e.getReason());
        }
        throw new ConfigRefused(ENDPOINT + ": '" + text + "' is not a URL, such as " + USUAL);
    }

    private boolean isPlain(Arguments arguments) {
        return arguments.has(PLAIN) || environment.containsKey("NO_COLOR") || "dumb".equals(environment.get("TERM"))
                || System.console() == null || !System.console().isTerminal();
    }
}
