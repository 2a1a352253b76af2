package dev.forebay.server;

import dev.forebay.iam.RootKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The clients that people use, unchanged, against a durable server: each script is a file under src/test. */
class OtherLanguagesTest {
    private static final Path SCRIPTS = Path.of("src", "test").toAbsolutePath();

    @TempDir
    private static Path data;

    private static Forebay forebay;
    private static Forebay enforced;

    @BeforeAll
    static void start() {
        forebay = Forebay.start(ForebayConfig.onDisk(data).overHttp());
        enforced = Forebay.start(ForebayConfig.inMemory().with(AuthConfig.ENFORCED).overHttp());
    }

    @AfterAll
    static void stop() {
        forebay.close();
        enforced.close();
    }

    @TestFactory
    Stream<DynamicTest> boto3() throws Exception {
        return python("sqs_boto3.py");
    }

    @TestFactory
    Stream<DynamicTest> boto3OfSns() throws Exception {
        return python("sns_boto3.py");
    }

    @TestFactory
    Stream<DynamicTest> boto3OfKinesis() throws Exception {
        return python("kinesis_boto3.py");
    }

    @TestFactory
    Stream<DynamicTest> boto3OfIam() throws Exception {
        return python("iam_boto3.py");
    }

    @TestFactory
    Stream<DynamicTest> boto3OfKms() throws Exception {
        return python("kms_boto3.py");
    }

    @TestFactory
    Stream<DynamicTest> awsCommandLine() throws Exception {
        return shell("sqs-cli.sh");
    }

    @TestFactory
    Stream<DynamicTest> awsCommandLineOfSns() throws Exception {
        return shell("sns-cli.sh");
    }

    @TestFactory
    Stream<DynamicTest> awsCommandLineOfKinesis() throws Exception {
        return shell("kinesis-cli.sh");
    }

    @TestFactory
    Stream<DynamicTest> awsCommandLineOfIam() throws Exception {
        return shell("iam-cli.sh");
    }

    @TestFactory
    Stream<DynamicTest> awsCommandLineOfKms() throws Exception {
        return shell("kms-cli.sh");
    }

    @TestFactory
    Stream<DynamicTest> javaScriptSdk() throws Exception {
        return node("sqs.js");
    }

    @TestFactory
    Stream<DynamicTest> javaScriptSdkOfSns() throws Exception {
        return node("sns.js");
    }

    @TestFactory
    Stream<DynamicTest> javaScriptSdkOfKinesis() throws Exception {
        return node("kinesis.js");
    }

    @TestFactory
    Stream<DynamicTest> boto3InEnforcedMode() throws Exception {
        return python("enforced_boto3.py");
    }

    @TestFactory
    Stream<DynamicTest> awsCommandLineInEnforcedMode() throws Exception {
        return shell("enforced-cli.sh");
    }

    @TestFactory
    Stream<DynamicTest> javaScriptSdkInEnforcedMode() throws Exception {
        return node("enforced.js");
    }

    @TestFactory
    Stream<DynamicTest> javaScriptSdkOfIam() throws Exception {
        return node("iam.js");
    }

    @TestFactory
    Stream<DynamicTest> javaScriptSdkOfKms() throws Exception {
        return node("kms.js");
    }

    @TestFactory
    Stream<DynamicTest> boto3WithEncryption() throws Exception {
        return python("encryption_boto3.py");
    }

    @TestFactory
    Stream<DynamicTest> awsCommandLineWithEncryption() throws Exception {
        return shell("encryption-cli.sh");
    }

    @TestFactory
    Stream<DynamicTest> javaScriptSdkWithEncryption() throws Exception {
        return node("encryption.js");
    }

    private static Stream<DynamicTest> python(String script) throws IOException, InterruptedException {
        String python = Tool.PYTHON.required();
        requireBoto3(python);
        return run("python", Map.of("PYTHONDONTWRITEBYTECODE", "1"), python, script);
    }

    private static Stream<DynamicTest> shell(String script) throws IOException, InterruptedException {
        return run("sh", Map.of("FOREBAY_TEST_AWS", Tool.AWS.required()), "sh", script);
    }

    private static Stream<DynamicTest> node(String script) throws IOException, InterruptedException {
        String node = Tool.NODE.required();
        Path modules = SCRIPTS.resolve("js/node_modules");
        if (!Stream.of("@aws-sdk/client-sqs", "@aws-sdk/client-sns", "@aws-sdk/client-kinesis", "@aws-sdk/client-iam", "@aws-sdk/client-sts",
                "sns-validator").map(modules::resolve)
                .allMatch(Files::isDirectory)) {
            installNodeModules(Tool.NPM.required());
        }
        return run("js", Map.of(), node, script);
    }

    private static void requireBoto3(String python) throws IOException, InterruptedException {
        if (new ProcessBuilder(python, "-c", "import boto3").start().waitFor() != 0) {
            Tool.missing(python + " has no boto3: " + Tool.PYTHON.install());
        }
    }

    /** What package-lock.json pins, once; {@code npm ci} needs the network and nothing else. */
    private static void installNodeModules(String npm) throws IOException, InterruptedException {
        Process install = new ProcessBuilder(npm, "ci", "--no-audit", "--no-fund")
                .directory(SCRIPTS.resolve("js").toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!install.waitFor(5, TimeUnit.MINUTES) || install.exitValue() != 0) {
            install.destroy();
            Tool.missing("npm ci failed in " + SCRIPTS.resolve("js"));
        }
    }

    private static Stream<DynamicTest> run(String folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        boolean signs = command[1].startsWith("enforced");
        Map<String, String> all = new HashMap<>(environment);
        if (signs) {
            RootKey root = enforced.newRoot().orElseThrow();
            all.put("FOREBAY_TEST_KEY", root.accessKeyId());
            all.put("FOREBAY_TEST_SECRET", root.secret());
        }
        return new TapScript(SCRIPTS.resolve(folder), List.of(command)).run((signs ? enforced : forebay).endpoint(), all);
    }
}
