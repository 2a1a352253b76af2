package dev.forebay.server;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code forebay start}: runs a server until it is told to stop. */
final class StartCommand implements Command {

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String meaning() {
        return "Start a server, by default with durable storage under ./data.";
    }

    @Override
    public String help() {
        return "Usage: forebay start [flags]\n" + meaning() + "\n\n" + Flags.help()
                + "\nEach can also be set by an environment variable or in the configuration file: docs/configuration.md.\n";
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        Settings settings = Flags.settings(arguments, System.getenv());
        Logging.start(settings.level(Key.LOG_LEVEL));
        ForebayConfig config = new SettingsReader(settings).read();
        Forebay forebay = Forebay.start(config, Failure::stopTheProcess);
        CountDownLatch stopped = new CountDownLatch(1);
        // SIGTERM and Ctrl-C end the JVM, with 143 and 130 as its exit code, once this hook is through.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            forebay.close();
            stopped.countDown();
        }));
        System.out.println(Ready.message(config, forebay.doors().orElseThrow(), forebay.newRoot()));
        stopped.await();
        return 0;
    }
}
