package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as people run it: a process, signals, exit codes. */
class MainTest {

    @TempDir
    private Path data;

    @Test
    void itAnswersOnceItSaysThatItIsReadyAndStopsCleanlyWhenTold() throws Exception {
        try (ServerProcess server = start()) {
            HttpRequest request = HttpRequest.newBuilder(server.endpoint()).build();
            try (HttpClient http = HttpClient.newHttpClient()) {
                assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 499);
            }

            server.terminate();

            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.errors()).isEmpty();
        }
        Forebay.start(ForebayConfig.onDisk(data)).close();
    }

    @Test
    void aSecondServerOnTheSameDirectoryIsToldSoInOneLine() throws Exception {
        try (ServerProcess first = start()) {
            first.endpoint();
            try (ServerProcess second = start()) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.errors().lines()).singleElement().asString().contains("another Forebay is running", data.toString());
            }
        }
    }

    @Test
    void aTakenPortIsToldInOneLine() throws Exception {
        try (Forebay first = Forebay.start(ForebayConfig.inMemory().overHttp());
                ServerProcess second = new ServerProcess("start", "--in-memory", "--port=" + first.endpoint().getPort())) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.errors().lines()).singleElement().asString().contains("cannot listen", "--port");
        }
    }

    @Test
    void aMisspeltFlagIsAnsweredWithTheRightOne() throws Exception {
        try (ServerProcess server = new ServerProcess("start", "--data-dirr=x")) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.errors()).contains("--data-dirr", "did you mean '--data-dir'?");
        }
    }

    @Test
    void aHostThatOthersReachNeedsAFlagThatSaysSo() throws Exception {
        try (ServerProcess server = new ServerProcess("start", "--in-memory", "--host=0.0.0.0", "--port=0")) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.errors()).contains("--allow-anyone-on-the-network");
        }
    }

    @Test
    void aServerThatAsksWhoCallsMayBeReachedByOthersAndShowsItsRootsKeyOnce() throws Exception {
        String[] enforced = {"start", "--auth=enforced", "--host=0.0.0.0", "--port=0", "--data-dir=" + data};
        try (ServerProcess server = new ServerProcess(enforced)) {
            assertThat(server.line("Accepts")).endsWith("signed requests only");
            assertThat(server.line("export AWS_ACCESS_KEY_ID")).contains("=AKIA");
            assertThat(server.line("export AWS_SECRET_ACCESS_KEY").length()).isEqualTo("export AWS_SECRET_ACCESS_KEY=".length() + 40);
            server.terminate();
            server.exitCode();
        }
        try (ServerProcess again = new ServerProcess(enforced)) {
            assertThat(again.line("export AWS_ACCESS_KEY_ID")).contains("=…");
        }
    }

    private ServerProcess start() throws IOException {
        return new ServerProcess("start", "--port=0", "--data-dir=" + data);
    }
}
