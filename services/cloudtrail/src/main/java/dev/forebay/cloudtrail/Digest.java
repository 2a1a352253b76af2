package dev.forebay.cloudtrail;

import dev.forebay.identity.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A digest: the log files of a while with their hashes, and the digest before it with its hash and signature, in AWS's form. Where AWS
 * names a bucket it says {@code local}: objects are paths from the folder of the trail.
 *
 * @param place       whose files
 * @param start       where the digest before ended
 * @param end         and this one ends
 * @param path        its own
 * @param fingerprint of the key that signs it
 * @param previous    the digest before, unless it is the first
 */
record Digest(Place place, long start, long end, String path, String fingerprint, Optional<Course.Link> previous, List<LogFile> files) {

    static final String BUCKET = "local";

    private static final Json NULL = new Json.Bare("null");
    private static final Json SHA_256 = new Json.Text("SHA-256");

    byte[] write() {
        Map<String, Json> digest = new LinkedHashMap<>();
        digest.put("awsAccountId", new Json.Text(place.account().value()));
        digest.put("digestStartTime", new Json.Text(EventTime.text(start)));
        digest.put("digestEndTime", new Json.Text(EventTime.text(end)));
        digest.put("digestS3Bucket", new Json.Text(BUCKET));
        digest.put("digestS3Object", new Json.Text(path));
        digest.put("digestPublicKeyFingerprint", new Json.Text(fingerprint));
        digest.put("digestSignatureAlgorithm", new Json.Text(SigningKey.ALGORITHM));
        digest.put("newestEventTime", time(files.stream().mapToLong(LogFile::newest).max()));
        digest.put("oldestEventTime", time(files.stream().mapToLong(LogFile::oldest).min()));
        digest.put("previousDigestS3Bucket", previous.<Json>map(_ -> new Json.Text(BUCKET)).orElse(NULL));
        digest.put("previousDigestS3Object", previous.<Json>map(link -> new Json.Text(link.path())).orElse(NULL));
        digest.put("previousDigestHashValue", previous.<Json>map(link -> new Json.Text(link.hash())).orElse(NULL));
        digest.put("previousDigestHashAlgorithm", previous.isPresent() ? SHA_256 : NULL);
        digest.put("previousDigestSignature", previous.<Json>map(link -> new Json.Text(link.signature())).orElse(NULL));
        List<Json> logs = new ArrayList<>();
        files.forEach(file -> logs.add(log(file)));
        digest.put("logFiles", new Json.Items(logs));
        return new Json.Members(digest).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Json time(OptionalLong millis) {
        return millis.isPresent() ? new Json.Text(EventTime.text(millis.getAsLong())) : NULL;
    }

    private static Json log(LogFile file) {
        Map<String, Json> log = new LinkedHashMap<>();
        log.put("s3Bucket", new Json.Text(BUCKET));
        log.put("s3Object", new Json.Text(file.path()));
        log.put("hashValue", new Json.Text(file.hash()));
        log.put("hashAlgorithm", SHA_256);
        log.put("newestEventTime", new Json.Text(EventTime.text(file.newest())));
        log.put("oldestEventTime", new Json.Text(EventTime.text(file.oldest())));
        return new Json.Members(log);
    }

    /** What is signed. AWS: the end, the object, the hash of the digest, and the signature of the one before or {@code null}. */
    static byte[] signed(String end, String path, byte[] content, Optional<String> previousSignature) {
        return (end + "\n" + BUCKET + "/" + path + "\n" + Gzip.hash(content) + "\n" + previousSignature.orElse("null"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
