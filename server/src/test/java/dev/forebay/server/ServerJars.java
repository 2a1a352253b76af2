package dev.forebay.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The classes under test in jars, and an archive of those that a server loads: made once for all servers in processes of their own that this
 * JVM starts, because each needs less than half the time for its start then. It is to them what the start-up cache is to bin/forebay, and
 * made in a third of that one's time. A JVM that cannot take the archive starts without a word, as if there were none.
 */
final class ServerJars {
    private static final List<String> OPTIONS = make();

    private ServerJars() {}

    /** The JVM's options that name the class path, the archive, and RocksDB's library. */
    static List<String> options() {
        return OPTIONS;
    }

    private static List<String> make() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "server-jars").toAbsolutePath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            List<String> options = List.of("-Djava.library.path=" + nativeLibrary(folder), "-Xlog:aot=off", "-Xlog:cds=off", "-cp", classPath(folder));
            Path archive = folder.resolve("classes.jsa");
            train(folder, and("-XX:ArchiveClassesAtExit=" + archive, options));
            return and("-XX:SharedArchiveFile=" + archive, options);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> and(String option, List<String> options) {
        return Stream.concat(Stream.of(option), options.stream()).toList();
    }

    /** Unpacked once: else each process would unpack its own, and who is killed does not clean up. */
    private static Path nativeLibrary(Path folder) throws IOException {
        String name = Environment.getJniLibraryFileName("rocksdb");
        try (InputStream library = Objects.requireNonNull(RocksDB.class.getResourceAsStream("/" + name), name)) {
            Files.copy(library, folder.resolve(System.mapLibraryName("rocksdbjni")));
        }
        return folder;
    }

    /** The JVM archives no classes from folders. */
    private static String classPath(Path folder) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                String packed = folder.resolve(entries.size() + ".jar").toString();
                jar.run(System.out, System.err, "--create", "--no-compress", "--no-manifest", "--file", packed, "-C", entry, ".");
                entries.add(packed);
            } else {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** A server that has answered what most tests ask writes the archive as it ends. */
    private static void train(Path folder, List<String> options) throws IOException, InterruptedException {
        try (CrashServer server = new CrashServer(folder, options, folder.resolve("data"))) {
            URI endpoint = server.endpoint();
            CrashClient.newKey(endpoint);
            SqsClient sqs = CrashClient.of(endpoint);
            String queue = sqs.createQueue(r -> r.queueName("q")).queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("m"));
            Message message = sqs.receiveMessage(r -> r.queueUrl(queue)).messages().getFirst();
            sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
            SnsClient sns = CrashClient.sns(endpoint);
            String topic = sns.createTopic(r -> r.name("t")).topicArn();
            sns.publish(r -> r.topicArn(topic).message("m"));
            KinesisClient kinesis = CrashClient.kinesis(endpoint);
            kinesis.createStream(r -> r.streamName("s").shardCount(1));
            kinesis.waiter().waitUntilStreamExists(r -> r.streamName("s"), Eventually::often);
            kinesis.putRecord(r -> r.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String("r")));
            server.terminate();
            server.exitCode();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
