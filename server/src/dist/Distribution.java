import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Completes the distribution after packaging, by {@code java Distribution.java JAR DIST SKIP_AOT}: the server's jar, the JVM
 * options, RocksDB's library, and the start-up cache. The cache holds the classes, linked, and the profiles of a server that answered the
 * requests people make first, in both protocols. It is bound to this JDK, to the jars and to the options; the last step
 * checks that it is taken.
 */
public final class Distribution {
    private static final int ROUNDS = 6;
    private static final int MINUTES = 2;
    private static final int STOPPED_BY_SIGTERM = 143;
    private static final String CREDENTIAL =
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=00";

    private final Path dist;
    private final Path cache;

    private Distribution(Path dist) {
        this.dist = dist;
        this.cache = dist.resolve("forebay.aot");
    }

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Distribution distribution = new Distribution(Path.of(arguments[1]));
        distribution.copy(jar, "lib/forebay-server.jar");
        distribution.copy(Path.of("src/dist/jvm.options"), "jvm.options");
        distribution.unpackRocks();
        Files.deleteIfExists(distribution.cache);
        if (!Boolean.parseBoolean(arguments[2])) {
            distribution.train();
            distribution.check();
        }
    }

    private void copy(Path file, String name) throws IOException {
        Path target = dist.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** RocksDB's native library, which it would otherwise unpack from its jar into a temporary folder at each start. */
    private void unpackRocks() throws Exception {
        Path jar;
        try (Stream<Path> jars = Files.list(dist.resolve("lib"))) {
            jar = jars.filter(file -> file.getFileName().toString().startsWith("rocksdbjni-")).findFirst().orElseThrow();
        }
        try (URLClassLoader rocks = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            Object name = rocks.loadClass("org.rocksdb.util.Environment")
                    .getMethod("getJniLibraryFileName", String.class).invoke(null, "rocksdb");
            Files.createDirectories(dist.resolve("native"));
            try (InputStream library = rocks.getResourceAsStream(name.toString())) {
                Files.copy(library, dist.resolve("native").resolve(name.toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Runs a durable server, makes it answer, and stops it; the JVM writes the cache as it ends. */
    private void train() throws Exception {
        serve(List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"), endpoint -> {
            for (int round = 0; round < ROUNDS; round++) {
                ask(endpoint, "orders-" + round);
            }
        });
        if (!Files.exists(cache)) {
            throw new IllegalStateException("the JVM wrote no " + cache);
        }
    }

    /** Starts a server that must not start without the cache. */
    private void check() throws Exception {
        serve(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), endpoint -> ask(endpoint, "orders"));
    }

    private void serve(List<String> options, Session session) throws Exception {
        Path data = Files.createTempDirectory("forebay-training");
        Path errors = data.resolveSibling(data.getFileName() + ".log");
        Process server = start(options, data, errors);
        try (BufferedReader output = server.inputReader()) {
            session.run(endpoint(output));
        } finally {
            server.toHandle().destroy();
            boolean ended = server.waitFor(MINUTES, TimeUnit.MINUTES);
            server.destroyForcibly();
            String said = Files.readString(errors);
            delete(data);
            Files.delete(errors);
            if (!ended || server.exitValue() != STOPPED_BY_SIGTERM) {
                throw new IllegalStateException("the server did not end as it should: " + said);
            }
        }
    }

    private Process start(List<String> options, Path data, Path errors) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + dist.resolve("jvm.options"));
        command.add("-Djava.library.path=" + dist.resolve("native"));
        command.addAll(options);
        command.addAll(List.of("-jar", dist.resolve("lib/forebay-server.jar").toString(), "start", "--port=0"));
        command.add("--data-dir=" + data);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FOREBAY_"));
        return builder.start();
    }

    /** The endpoint in the server's ready message. */
    private static URI endpoint(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.strip().startsWith("Endpoint")) {
                return URI.create(line.strip().split("\\s+")[1]);
            }
        }
        throw new IllegalStateException("the server did not become ready");
    }

    /** The calls that people make first, as the newer and the older SDKs make them. */
    private static void ask(URI endpoint, String name) throws Exception {
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Client client = new Client(http, endpoint);
            client.json("CreateQueue", "{'QueueName':'%s'}".formatted(name));
            String queue = "'QueueUrl':'" + endpoint + "/000000000000/" + name + "'";
            client.json("SendMessage", "{%s,'MessageBody':'hello','MessageAttributes':{'a':{'DataType':'String','StringValue':'b'}}}".formatted(queue));
            client.json("SendMessageBatch", "{%s,'Entries':[{'Id':'1','MessageBody':'hello'}]}".formatted(queue));
            String received = client.json("ReceiveMessage", "{%s,'MaxNumberOfMessages':10,'WaitTimeSeconds':1,'AttributeNames':['All'],'MessageAttributeNames':['All']}".formatted(queue));
            String handle = received.replaceAll("(?s).*?\"ReceiptHandle\":\"([^\"]*)\".*", "$1");
            client.json("DeleteMessage", "{%s,'ReceiptHandle':'%s'}".formatted(queue, handle));
            client.json("GetQueueAttributes", "{%s,'AttributeNames':['All']}".formatted(queue));
            client.json("GetQueueUrl", "{'QueueName':'never-made'}");
            client.json("ListQueues", "{}");
            client.query("Action=CreateQueue&QueueName=" + name);
            client.query("Action=SendMessage&MessageBody=hello&QueueUrl=" + encoded(endpoint + "/000000000000/" + name));
            client.query("Action=ReceiveMessage&AttributeName.1=All&QueueUrl=" + encoded(endpoint + "/000000000000/" + name));
            client.query("Action=ListQueues");
            String topic = client.sns("Action=CreateTopic&Name=" + name).replaceAll("(?s).*<TopicArn>(.*)</TopicArn>.*", "$1");
            client.sns("Action=Subscribe&Protocol=sqs&TopicArn=" + topic + "&Endpoint=arn:aws:sqs:us-east-1:000000000000:" + name
                    + "&Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=true");
            client.sns("Action=Publish&Message=hello&TopicArn=" + topic);
            client.sns("Action=ListTopics");
            client.sns("Action=GetTopicAttributes&TopicArn=" + topic);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What is done with a server while it runs. */
    private interface Session {
        void run(URI endpoint) throws Exception;
    }

    /** Just enough of an AWS client. Single quotes in JSON stand for double ones. */
    private record Client(HttpClient http, URI endpoint) {

        String json(String operation, String body) throws Exception {
            return send("application/x-amz-json-1.0", operation, body.replace('\'', '"'), "sqs");
        }

        void query(String body) throws Exception {
            send("application/x-www-form-urlencoded; charset=utf-8", "", body + "&Version=2012-11-05", "sqs");
        }

        String sns(String body) throws Exception {
            return send("application/x-www-form-urlencoded; charset=utf-8", "", body + "&Version=2010-03-31", "sns");
        }

        private String send(String contentType, String operation, String body, String service) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                    .header("Content-Type", contentType).header("Authorization", CREDENTIAL.formatted(service)).POST(BodyPublishers.ofString(body));
            if (!operation.isEmpty()) {
                request.header("X-Amz-Target", "AmazonSQS." + operation);
            }
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
