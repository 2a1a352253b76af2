package dev.forebay.server;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code forebay start}: runs a server until it is told to stop. */
final class StartCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private StartCommand() {}

    static CommandSpec spec() {
        StartCommand command = new StartCommand();
        command.spec.usageMessage().description("Start a server, by default with durable storage under ./data.");
        Flags.addTo(command.spec);
        return command.spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Flags.settings(spec.commandLine().getParseResult(), System.getenv());
        Logging.start(settings.level(Key.LOG_LEVEL));
        ForebayConfig config = new SettingsReader(settings).read();
        Forebay forebay = Forebay.start(config, Failure::stopTheProcess);
        CountDownLatch stopped = new CountDownLatch(1);
        // SIGTERM and Ctrl-C end the JVM, with 143 and 130 as its exit code, once this hook is through.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            forebay.close();
            stopped.countDown();
        }));
        System.out.println(Ready.message(config, forebay.endpoint()));
        stopped.await();
        return 0;
    }
}
