package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigTableTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void thePageHasTheTableThatTheKeysMake() throws IOException {
        assertThat(Files.readString(PAGE))
                .as("copy the expected table into docs/configuration.md")
                .contains(ConfigTable.markdown())
                .contains(ConfigTable.endpoints());
    }
}
