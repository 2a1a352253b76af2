package dev.forebay.cloudtrail;

import dev.forebay.identity.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A digest as it was found on disk, believed in nothing yet.
 *
 * @param path      where it lies
 * @param content   what is compressed in it
 * @param signature from the file beside it; empty when there is none
 * @param json      what it says
 * @param previous  the digest that it names as the one before it
 * @param logs      hashes of log files by their paths
 */
record DigestFile(String path, byte[] content, String signature, Json.Members json, Optional<Course.Link> previous, Map<String, String> logs) {

    private static final int MINUTE_LENGTH = "2026-01-01T00:00".length();

    /** Empty when it cannot be read, or tells of another place. */
    static Optional<DigestFile> read(Path root, String path) throws IOException {
        byte[] packed = Files.readAllBytes(root.resolve(path));
        Path beside = root.resolve(path + FileNames.SIGNATURE);
        String signature = Files.isRegularFile(beside) ? DigestWriter.signature(Files.readAllBytes(beside)).orElse("") : "";
        try {
            byte[] content = Gzip.unpack(packed);
            return Json.object(new String(content, StandardCharsets.UTF_8))
                    .filter(json -> json.text("digestS3Object").equals(Optional.of(path)) && json.text("digestEndTime").isPresent()
                            && json.text("digestStartTime").isPresent())
                    .flatMap(json -> logs(json).map(logs -> new DigestFile(path, content, signature, json, previous(json), logs)));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Course.Link> previous(Json.Members json) {
        return json.text("previousDigestS3Object").map(path -> new Course.Link(path,
                json.text("previousDigestHashValue").orElse(""), json.text("previousDigestSignature").orElse("")));
    }

    private static Optional<Map<String, String>> logs(Json.Members json) {
        Map<String, String> logs = new LinkedHashMap<>();
        for (Json item : json.member("logFiles").map(Json::list).orElse(List.of())) {
            if (!(item instanceof Json.Members log) || log.text("s3Object").isEmpty() || log.text("hashValue").isEmpty()
                    || !isInside(log.text("s3Object").get())) {
                return Optional.empty();
            }
            logs.put(log.text("s3Object").get(), log.text("hashValue").get());
        }
        return Optional.of(logs);
    }

    /** What a digest names lies under its own root. */
    private static boolean isInside(String path) {
        return path.startsWith("AWSLogs/") && !path.contains("..");
    }

    String fingerprint() {
        return json.text("digestPublicKeyFingerprint").orElse("");
    }

    String end() {
        return json.text("digestEndTime").orElseThrow();
    }

    String hash() {
        return Gzip.hash(content);
    }

    byte[] signed() {
        return Digest.signed(end(), path, content, previous.map(Course.Link::signature));
    }

    /** As in names of log files. */
    String endMinute() {
        return minute(end());
    }

    String startMinute() {
        return minute(json.text("digestStartTime").orElseThrow());
    }

    private static String minute(String time) {
        return time.substring(0, Math.min(time.length(), MINUTE_LENGTH)).replace("-", "").replace(":", "") + "Z";
    }
}
