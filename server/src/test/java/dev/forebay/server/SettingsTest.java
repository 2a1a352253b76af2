package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.gateway.TlsConfig;
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
        assertThat(config.http().orElseThrow().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().orElseThrow().port()).isEqualTo(4566);
        assertThat(config.allowAnyone()).isFalse();
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
    void aTlsPortAloneMeansACertificateMadeAtStart() {
        assertThat(new SettingsReader(start("--tls-port=4567")).read().http().orElseThrow().tls())
                .contains(new TlsConfig.SelfSigned(4567));
        assertRefused("tls-certificate: 'c' and tls-key go together", "--tls-certificate=c", "--tls-port=1");
        assertRefused("tls-certificate: 'c' is of no use without tls-port", "--tls-certificate=c", "--tls-key=k");
    }

    @Test
    void aHostThatOthersReachIsRefusedUnlessAnyoneIsAllowed() {
        var open = config(Map.of("FOREBAY_HOST", "0.0.0.0")).http().orElseThrow();

        assertThatThrownBy(() -> Exposure.check(open, false))
                .isInstanceOf(ConfigRefused.class).hasMessageContaining("--allow-anyone-on-the-network");
        Exposure.check(open, true);
        Exposure.check(open.withHost("localhost"), false);
        Exposure.check(open.withHost("::1"), false);
    }

    @Test
    void everyKeyHasAFlagAVariableAndAMeaning() {
        assertThat(Key.all()).allSatisfy(key -> {
            assertThat(Key.named(key.text())).contains(key);
            assertThat(Key.ofVariable(key.variable())).contains(key);
            assertThat(key.flag()).matches("--[a-z-]+");
            assertThat(key.meaning()).endsWith(".");
        });
    }

    private static void assertRefused(String message, String... flags) {
        assertThatThrownBy(() -> new SettingsReader(start(flags)).read())
                .isInstanceOf(ConfigRefused.class).hasMessageContaining(message);
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
