package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.AccountId;
import dev.forebay.gateway.ClientCertificates;
import dev.forebay.gateway.ClientCertificates.Demand;
import dev.forebay.gateway.Entrance;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.TlsConfig;
import dev.forebay.gateway.VpcEndpoint;
import dev.forebay.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void withoutSettingsItListensOnLoopbackAndKeepsDataUnderTheWorkingDirectory() {
        ForebayConfig config = config(Map.of());

        assertThat(config.storage()).isEqualTo(new StorageConfig.OnDisk(StoreConfig.of(Path.of("./data"))));
        assertThat(config.http().orElseThrow().entrances()).containsExactly(new Entrance("http", "127.0.0.1", 4566, false, Optional.empty()));
        assertThat(config.auth()).isEqualTo(AuthConfig.OPEN);
    }

    @Test
    void aFlagWinsOverTheEnvironmentWhichWinsOverTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("f.properties"), "port=1\nhost=a\nlog-level=warn\n");
        Map<String, String> environment = Map.of("FOREBAY_PORT", "2", "FOREBAY_HOST", "b", "PATH", "/bin");

        Settings settings = start("--port=3", "--config=" + file, environment);

        assertThat(settings.number(Key.PORT, 0, 9)).isEqualTo(3);
        assertThat(settings.text(Key.HOST)).contains("b");
        assertThat(settings.level(Key.LOG_LEVEL)).isEqualTo("warn");
    }

    @Test
    void theEnvironmentMayNameTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("größe.properties"), "data-dir=/srv/größe\n");

        Settings settings = start(Map.of("FOREBAY_CONFIG", file.toString()));

        assertThat(settings.path(Key.DATA_DIR)).isEqualTo(Path.of("/srv/größe"));
    }

    @Test
    void anUnknownKeyInTheFileIsRefusedWithTheNearestKnownOne() throws IOException {
        Path file = Files.writeString(folder.resolve("f.properties"), "data_dir=/srv\n");

        assertThatThrownBy(() -> ConfigFile.read(Optional.of(file)))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContainingAll("'data_dir'", file.toString(), "did you mean 'data-dir'?");
    }

    @Test
    void aKeyThatIsSetTwiceInTheFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("f.properties"), "port=1\nport=2\n");

        assertThatThrownBy(() -> ConfigFile.read(Optional.of(file)))
                .isInstanceOf(ConfigRefused.class).hasMessageContaining("'port' is set twice");
    }

    @Test
    void aNamedFileThatIsMissingIsRefused() {
        Path file = folder.resolve("absent.properties");

        assertThatThrownBy(() -> ConfigFile.read(Optional.of(file)))
                .isInstanceOf(ConfigRefused.class).hasMessageContaining(file.toString());
    }

    @Test
    void anUnknownEnvironmentVariableIsRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> Environment.read(Map.of("FOREBAY_DATADIR", "x")))
                .isInstanceOf(ConfigRefused.class).hasMessageContaining("did you mean FOREBAY_DATA_DIR?");
    }

    @Test
    void theScriptsMayKeepTheirOwnVariables() {
        assertThat(Environment.read(Map.of("FOREBAY_JAVA_HOME", "x", "FOREBAY_TEST_AWS", "y"))).isEmpty();
    }

    @Test
    void aSwitchNeedsNoValueOnTheCommandLine() {
        assertThat(start("--in-memory").isOn(Key.IN_MEMORY)).isTrue();
        assertThat(start("--in-memory=false").isOn(Key.IN_MEMORY)).isFalse();
    }

    @Test
    void aFlagsValueMayStandAfterASpace() {
        assertThat(start("--port", "7").number(Key.PORT, 0, 9)).isEqualTo(7);
    }

    @Test
    void anArgumentThatIsNoFlagIsRefusedWithTheNearestOne() {
        assertRefused("unknown argument '--prot'; did you mean '--port'?", "--prot=1");
        assertRefused("unknown argument 'false'", "--in-memory", "false");
        assertRefused("--port needs a value", "--port");
        assertRefused("--port is given twice", "--port=1", "--port=2");
    }

    @Test
    void aValueThatWillNotDoIsRefusedWithWhereItWasSet() {
        assertRefused("port: '70000' is not between 0 and 65535 (flag --port)", "--port=70000");
        assertRefused("port: 'http' is not a whole number", "--port=http");
        assertRefused("in-memory: 'maybe' is neither true nor false", "--in-memory=maybe");
        assertRefused("host: '' says nothing", "--host=");
        assertRefused("public-endpoint: 'forebay' is not a URL", "--public-endpoint=forebay");
        assertThatThrownBy(() -> start("--log-level=loud").level(Key.LOG_LEVEL)).hasMessageContaining("is not one of trace,");
    }

    @Test
    void aDataDirectoryIsOfNoUseInMemory() {
        assertRefused("data-dir: 'x' is of no use together with in-memory", "--in-memory", "--data-dir=x");
    }

    @Test
    void aTlsPortAloneMeansACertificateMadeAtStartAndKept() {
        GatewayConfig http = http("--tls-port=4567", "--data-dir=d", "--tls-names=a.example, 10.1.2.3", "--public-endpoint=https://forebay.example:443");

        assertThat(http.entrance("https").orElseThrow().port()).isEqualTo(4567);
        assertThat(http.tls().orElseThrow().certificate()).isEqualTo(
                new TlsConfig.SelfSigned(Optional.of(Path.of("d", "tls")), List.of("a.example", "10.1.2.3", "forebay.example")));
        assertThat(http("--tls-port=4567", "--in-memory").tls().orElseThrow().certificate())
                .isEqualTo(new TlsConfig.SelfSigned(Optional.empty(), List.of()));
        assertRefused("tls-names: 'a b' is no list of host names", "--tls-names=a b", "--tls-port=1");
    }

    @Test
    void aCertificateAndItsKeyGoTogetherAndWithAPort() {
        assertRefused("tls-certificate: 'c' and tls-key go together", "--tls-certificate=c", "--tls-port=1");
        assertRefused("tls-certificate: 'c' is of no use without tls-port", "--tls-certificate=c", "--tls-key=k");
    }

    @Test
    void clientsMayHaveToShowCertificates() {
        assertThat(http("--tls-port=1", "--tls-client-auth=required", "--tls-client-ca=ca.pem").tls().orElseThrow().clients())
                .isEqualTo(new ClientCertificates(Demand.REQUIRED, Optional.of(Path.of("ca.pem"))));
        assertRefused("tls-client-auth: 'wanted' needs the other", "--tls-port=1", "--tls-client-auth=wanted");
        assertRefused("tls-client-ca: 'ca.pem' needs the other", "--tls-port=1", "--tls-client-ca=ca.pem");
        assertRefused("tls-client-auth: 'maybe' is neither", "--tls-port=1", "--tls-client-auth=maybe");
    }

    @Test
    void cleartextCanBeSwitchedOffWhereThereIsTls() {
        assertThat(http("--port=off", "--tls-port=4567").entrances()).extracting(Entrance::name).containsExactly("https");
        assertRefused("port: 'off' leaves no way in without tls-port", "--port=off");
    }

    @Test
    void proxiesAreTrustedByAddress() {
        assertRefused("trusted-proxies: 'proxy.example' will not do", "--trusted-proxies=proxy.example");
        assertRefused("trusted-proxies: '10.0.0.0/33' will not do", "--trusted-proxies=10.0.0.0/33");
    }

    @Test
    void endpointsAreNamedInTheFile() throws IOException {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}}";
        Path document = Files.writeString(folder.resolve("policy.json"), policy);

        GatewayConfig http = file("host=::1", "endpoint.orders.port=4600", "endpoint.orders.vpc=vpc-0a", "endpoint.orders.vpce=vpce-0b",
                "endpoint.orders.tls=true", "endpoint.orders.policy=" + document, "endpoint.b2.port=0", "endpoint.b2.host=127.0.0.1");

        assertThat(http.entrance("orders")).contains(new Entrance("orders", "::1", 4600, true,
                Optional.of(new VpcEndpoint("vpc-0a", "vpce-0b", Optional.of(policy)))));
        assertThat(http.entrance("b2")).contains(new Entrance("b2", "127.0.0.1", 0, false,
                Optional.of(new VpcEndpoint("vpc-b2", "vpce-b2", Optional.empty()))));
        assertThat(http.endpointPolicies()).isEqualTo(Map.of("vpce-0b", policy));
        assertThat(http.tls()).isPresent();
    }

    @Test
    void whatAnEndpointCannotBeIsRefused() throws IOException {
        Path document = Files.writeString(folder.resolve("policy.json"), "{\"Statement\":7}");

        assertFileRefused("did you mean 'endpoint.a.port'?", "endpoint.a.prot=1");
        assertFileRefused("endpoint.a.port: must be given", "endpoint.a.vpc=vpc-1");
        assertFileRefused("endpoint.a.port: '70000' is not between", "endpoint.a.port=70000");
        assertFileRefused("endpoint.a.tls: 'yes' is neither", "endpoint.a.port=1", "endpoint.a.tls=yes");
        assertFileRefused("endpoint.a.vpce: 'a b' is no id", "endpoint.a.port=1", "endpoint.a.vpce=a b");
        assertFileRefused("endpoint.a.policy: '" + document + "' is no policy of an endpoint", "endpoint.a.port=1", "endpoint.a.policy=" + document);
        assertFileRefused("endpoint.a.policy: 'absent' cannot be read", "endpoint.a.port=1", "endpoint.a.policy=absent");
        assertFileRefused("endpoint.b: two entrances are called vpce-1", "endpoint.a.port=1", "endpoint.a.vpce=vpce-1", "endpoint.b.port=2",
                "endpoint.b.vpce=vpce-1");
        assertFileRefused("endpoint.http: two entrances are called http", "endpoint.http.port=1");
    }

    @Test
    void aHostThatOthersReachIsRefusedUnlessPeopleAreAskedOrAnyoneIsAllowed() throws IOException {
        var open = config(Map.of("FOREBAY_HOST", "0.0.0.0")).http().orElseThrow();

        assertThatThrownBy(() -> Exposure.check(open, AuthConfig.OPEN)).isInstanceOf(ConfigRefused.class)
                .hasMessageContainingAll("--auth=enforced", "--allow-anyone-on-the-network");
        Exposure.check(open, new AuthConfig(AuthConfig.Mode.OPEN, AccountId.DEFAULT, true));
        Exposure.check(open, AuthConfig.ENFORCED);
        Exposure.check(open.withHost("localhost"), AuthConfig.OPEN);
        Exposure.check(open.withHost("::1"), AuthConfig.OPEN);
        assertThatThrownBy(() -> Exposure.check(file("endpoint.a.port=1", "endpoint.a.host=0.0.0.0"), AuthConfig.OPEN))
                .isInstanceOf(ConfigRefused.class);
    }

    @Test
    void whoIsLetInIsOneOfTwo() throws IOException {
        assertThat(config(Map.of("FOREBAY_AUTH", "enforced", "FOREBAY_AUTH_ROOT_ACCOUNT", "123456789012")).auth())
                .isEqualTo(new AuthConfig(AuthConfig.Mode.ENFORCED, new AccountId("123456789012"), false));
        assertThatThrownBy(() -> config(Map.of("FOREBAY_AUTH", "maybe"))).hasMessageContaining("auth: 'maybe' is neither open nor enforced");
        assertThatThrownBy(() -> config(Map.of("FOREBAY_AUTH_ROOT_ACCOUNT", "12"))).hasMessageContaining("'12' is not 12 digits");
    }

    @Test
    void everyKeyHasAFlagAVariableAndAMeaning() {
        assertThat(Key.all()).allSatisfy(key -> {
            assertThat(Key.named(key.text())).contains(key);
            assertThat(Key.ofVariable(key.variable())).contains(key);
            assertThat(key.flag()).matches("--[a-z0-9-]+");
            assertThat(key.meaning()).endsWith(".");
        });
    }

    private static void assertRefused(String message, String... flags) {
        assertThatThrownBy(() -> new SettingsReader(start(flags)).read())
                .isInstanceOf(ConfigRefused.class).hasMessageContaining(message);
    }

    private static GatewayConfig http(String... flags) {
        return new SettingsReader(start(flags)).read().http().orElseThrow();
    }

    private GatewayConfig file(String... lines) throws IOException {
        return http("--config=" + Files.writeString(folder.resolve("f.properties"), String.join("\n", lines) + "\n"));
    }

    private void assertFileRefused(String message, String... lines) {
        assertThatThrownBy(() -> file(lines)).isInstanceOf(ConfigRefused.class).hasMessageContaining(message);
    }

    private static ForebayConfig config(Map<String, String> environment) {
        return new SettingsReader(start(environment)).read();
    }

    private static Settings start(Map<String, String> environment) {
        return settings(environment, List.of());
    }

    private static Settings start(String... flags) {
        return settings(Map.of(), Arrays.asList(flags));
    }

    private static Settings start(String flag, String config, Map<String, String> environment) {
        return settings(environment, List.of(flag, config));
    }

    private static Settings settings(Map<String, String> environment, List<String> flags) {
        return Flags.settings(flags, environment);
    }
}
