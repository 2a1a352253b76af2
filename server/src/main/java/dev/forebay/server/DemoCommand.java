package dev.forebay.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code forebay demo}: plays the order-processing story. Its exit code is 1 if anything is lost. */
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
        return "Watch a rush of orders, a crashing consumer and failing orders; nothing is lost.";
    }

    @Override
    public String help() {
        return """
                Usage: forebay demo [flags]
                %s
                Takes half a minute. The exit code is 0 if nothing was lost. Kill a running server while it plays, even
                with -9, and start it again within twenty seconds: still nothing is lost.

                  --endpoint <url>
                      Server to play on. Default: %s if Forebay runs there, otherwise one of its own.
                  --plain
                      Line after line, no drawing. So it is too in pipes, on dumb terminals, and if NO_COLOR is set.
                  --fast
                      A smaller story, in a few seconds.
                """.formatted(meaning(), USUAL);
    }

    @Override
    public int run(List<String> line) throws Exception {
        Arguments arguments = Arguments.parse(line, Set.of(ENDPOINT), Set.of(PLAIN, FAST));
        Logging.start("warn");
        DemoPlan plan = arguments.has(FAST) ? DemoPlan.fast() : DemoPlan.standard();
        try (DemoCurtain curtain = new DemoCurtain();
                DemoServer server = server(arguments.value(ENDPOINT).map(DemoCommand::url))) {
            out.println("The story plays on " + server.name() + ".");
            return play(plan, server.sqs(), isPlain(arguments), curtain);
        } catch (InterruptedException _) {
            return INTERRUPTED;
        }
    }

    private int play(DemoPlan plan, SqsClient sqs, boolean plain, DemoCurtain curtain) throws InterruptedException {
        DemoInk ink = plain ? DemoInk.plain(out.charset()) : new DemoInk(true, out.charset().newEncoder().canEncode('█'));
        DemoScreen screen = plain ? new DemoPlainScreen(out, plan) : new DemoLiveScreen(out, new DemoView(plan, ink));
        String name = "demo-orders-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        try (DemoQueues queues = DemoQueues.create(sqs, name, plan)) {
            DemoReport report = new DemoStory(plan, queues, screen, curtain::falls).play();
            report.lines(ink).forEach(out::println);
            return report.holds() ? 0 : SOMETHING_IS_LOST;
        }
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
