package dev.forebay.cloudtrail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The list of texts that the trail shows: the resource {@code shown.members}, which draws its format. Immutable. */
final class ShownMembers {

    private static final String RESOURCE = "shown.members";

    /** Values of these classes are contents or credentials, whatever their type and name. */
    private static final Set<String> CONTENTS = Set.of(
            "AttributeValue", "MessageAttributeValue", "MessageSystemAttributeValue", "XksProxyAuthenticationCredentialType",
            "XksProxyConfigurationType");

    private final Set<String> entries;
    private final Set<String> maps;

    private ShownMembers(Set<String> entries) {
        this.entries = entries;
        maps = entries.stream().filter(entry -> entry.endsWith("}"))
                .map(entry -> entry.substring(0, entry.indexOf('{'))).collect(Collectors.toUnmodifiableSet());
    }

    static ShownMembers read() {
        try (InputStream in = ShownMembers.class.getResourceAsStream(RESOURCE)) {
            return new ShownMembers(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** Whether all of a class is hidden, numbers too. */
    boolean hides(String type) {
        return CONTENTS.contains(type);
    }

    boolean shows(String type, String member, String text) {
        return entries.contains(member) || entries.contains(type + "." + member)
                || text.startsWith("arn:") && entries.contains(type + "." + member + " arn");
    }

    /** Whether anything of a map of this name is shown. */
    boolean knowsMap(String map) {
        return maps.contains(map);
    }

    /** Whether a map's values are shown, all of them or what stands under this key. */
    boolean showsValue(String map, String key) {
        return entries.contains(map + "{*}") || entries.contains(map + "{" + key + "}");
    }
}
