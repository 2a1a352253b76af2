package dev.forebay.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of the house that a machine can check. CONTRIBUTING.md gives their reasons. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.forebay");

    /** What a package may use of the others. A package that is not named here may use all. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            entry("files", List.of()),
            entry("store", List.of("files")),
            entry("runtime", List.of("store")),
            entry("identity", List.of()),
            entry("access", List.of("identity")),
            entry("vault", List.of("files")),
            entry("envelope", List.of("runtime", "store", "identity")),
            entry("wire", List.of()),
            entry("gateway", List.of("wire", "identity", "access", "files")),
            entry("couriers", List.of("files")),
            entry("sqs", List.of("runtime", "store", "identity", "access", "envelope")),
            entry("sns", List.of("runtime", "store", "identity", "access", "envelope", "vault", "couriers")),
            entry("kinesis", List.of("runtime", "store", "identity", "access", "envelope")),
            entry("dynamodb", List.of("runtime", "store", "identity", "access")),
            entry("cloudwatch", List.of("runtime", "store", "identity", "access")),
            entry("iam", List.of("runtime", "store", "identity", "access", "vault")),
            entry("kms", List.of("runtime", "store", "identity", "access", "vault")),
            entry("cloudtrail", List.of("runtime", "store", "identity", "access", "vault", "files")));

    private static final String[] SERVICES = {
        "dev.forebay.sqs..", "dev.forebay.sns..", "dev.forebay.kinesis..", "dev.forebay.dynamodb..", "dev.forebay.cloudwatch..",
        "dev.forebay.iam..", "dev.forebay.kms..", "dev.forebay.cloudtrail.."};

    /** Not everything must be short; what is long says why here. */
    private static final Map<String, String> LONG_FOR_A_REASON = Map.of(
            "Http1Connection.java", "one state machine: reading, answering in order and closing know of each other",
            "Http2Stream.java", "one state machine: reading, answering within the windows and resets know of each other",
            "IamOperations.java", "AWS's interface: one short method for each of some hundred operations, and their imports",
            "KinesisOperations.java", "AWS's interface: one short method for each of 38 operations, and their imports",
            "JsonInput.java", "one pass over the bytes of a JSON text",
            "Contents.java", "every move of a message between the states of its queue, side by side",
            "Queue.java", "one short method for each thing that can be done to a queue, and its life in memory");

    private static final int LONG = 300;

    @Test
    void modulesUseOnlyWhatTheirPlaceAllows() {
        for (String module : MAY_USE.keySet()) {
            String[] forbidden = packages().stream()
                    .filter(other -> !other.equals(module) && !MAY_USE.get(module).contains(other))
                    .map(ArchitectureTest::inPackage).toArray(String[]::new);
            noClasses().that().resideInAPackage(inPackage(module))
                    .should().dependOnClassesThat().resideInAnyPackage(forbidden)
                    .allowEmptyShould(true).check(CLASSES);
        }
    }

    @Test
    void timeRandomnessAndIdsComeInByConstructor() {
        ArchRule rule = noClasses().that().resideInAnyPackage("dev.forebay.store..", "dev.forebay.runtime..")
                .or().resideInAnyPackage(SERVICES)
                .and().doNotHaveFullyQualifiedName("dev.forebay.runtime.Clock")
                .should().callMethod(Instant.class, "now")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(Thread.class, "sleep", long.class)
                .orShould().callMethod(Thread.class, "sleep", java.time.Duration.class)
                .orShould().callMethod(UUID.class, "randomUUID")
                .because("a test must be able to own them");
        rule.check(CLASSES);
    }

    @Test
    void servicesUseTheInterfacesOfTheSdkAndNoneOfItsMachinery() {
        noClasses().that().resideInAnyPackage(SERVICES)
                .should().dependOnClassesThat().resideInAnyPackage("io.netty..", "software.amazon.awssdk.http..", "java.net.http..")
                .check(CLASSES);
    }

    @Test
    void everyModuleTellsWhatItIsAndWhereToStart() {
        assertThat(Repository.modules()).allSatisfy(module -> {
            Path description = Repository.sources(module).stream()
                    .filter(file -> file.endsWith("package-info.java")).findFirst().orElseThrow();
            assertThat(Repository.read(description)).contains("/**").containsIgnoringCase("start");
        });
    }

    @Test
    void everyModuleIsOnePackage() {
        assertThat(Repository.modules()).allSatisfy(module ->
                assertThat(Repository.sources(module).stream().map(Path::getParent).distinct()).hasSize(1));
    }

    @Test
    void noNameHidesWhatAClassIs() {
        assertThat(CLASSES).allSatisfy(type -> assertThat(type.getSimpleName())
                .as("%s: name it by what it is", type.getName())
                .doesNotMatch(".*(Manager|Helper|Util|Utils|Common|Impl|Base|Info)"));
    }

    @Test
    void filesStayShort() {
        List<String> tooLong = Repository.modules().stream().flatMap(module -> Repository.sources(module).stream())
                .filter(file -> !LONG_FOR_A_REASON.containsKey(file.getFileName().toString()))
                .filter(file -> Repository.read(file).lines().count() > LONG)
                .map(file -> Repository.ROOT.relativize(file).toString()).toList();

        assertThat(tooLong).as("more than %d lines: split them, or give a reason", LONG).isEmpty();
    }

    private static List<String> packages() {
        return Repository.modules().stream()
                .map(module -> module.getFileName().toString()).toList();
    }

    private static String inPackage(String module) {
        return "dev.forebay." + module + "..";
    }
}
