package dev.forebay.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A JSON value as policies and other attributes of AWS's resources hold it. Equal values are equal, whatever the order of
 * members and blanks. As a string it is JSON, without blanks, members in the order in which they were read. Immutable.
 */
public sealed interface Json {

    /** An object. Of twins the last counts. */
    record Members(Map<String, Json> all) implements Json {

        public Optional<Json> member(String name) {
            return Optional.ofNullable(all.get(name));
        }

        /** A member that is text, or a number taken as text. */
        public Optional<String> text(String name) {
            return switch (all.get(name)) {
                case Text text -> Optional.of(text.text());
                case Bare bare when bare.isNumber() -> Optional.of(bare.spelling());
                case null, default -> Optional.empty();
            };
        }

        @Override
        public String toString() {
            return all.entrySet().stream()
                    .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** A list. */
    record Items(List<Json> all) implements Json {

        @Override
        public String toString() {
            return all.stream().map(Json::toString).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** A string. */
    record Text(String text) implements Json {

        @Override
        public String toString() {
            return quoted(text);
        }
    }

    /** A number, true, false or null, as it was spelled. */
    record Bare(String spelling) implements Json {

        public boolean isNumber() {
            return spelling.charAt(0) <= '9';
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** The one object that a text is, read with limits on length and depth; empty for any other text. */
    static Optional<Members> object(String text) {
        return JsonReader.object(text);
    }

    /** The same, where no object may have a member twice: what one reader takes from such a policy is not what another does. */
    static Optional<Members> objectWithoutTwins(String text) {
        return JsonReader.objectWithoutTwins(text);
    }

    /** Which member of a policy stands twice, in words; also of elements that differ by case only. Empty for none. */
    static Optional<String> twins(String text) {
        return JsonReader.twins(text);
    }

    /** The members of a list; anything else stands for a list of one. */
    default List<Json> list() {
        return this instanceof Items items ? items.all() : List.of(this);
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
