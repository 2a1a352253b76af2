package dev.forebay.cloudtrail;

import dev.forebay.identity.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Messages of errors as the trail shows them: services quote what they were asked for, and so could quote what must not be seen. */
final class ErrorText {

    /** Shorter texts are found in any message, and tell nothing. */
    private static final int SHORTEST = 4;

    private ErrorText() {}

    /**
     * The message without what the trail hides of the request.
     *
     * @param shown what it shows of it
     */
    static String of(String message, Optional<? extends SdkPojo> request, Json shown) {
        if (request.isEmpty()) {
            // AWS: what violates the model is quoted, a password as well as a name, and there is no telling which.
            return message.contains("Value '") ? Redaction.HIDDEN_WORDS : message;
        }
        Set<String> texts = new TreeSet<>((one, other) -> one.length() != other.length() ? other.length() - one.length() : one.compareTo(other));
        collect(request.get(), texts);
        String told = shown.toString();
        String cleaned = message;
        for (String text : texts) {
            if (text.length() >= SHORTEST && cleaned.contains(text) && !told.contains(Json.quoted(Redaction.shortened(text)))) {
                cleaned = cleaned.replace(text, Redaction.HIDDEN_WORDS);
            }
        }
        return cleaned;
    }

    /** The longest first: one may be a part of another. */
    private static void collect(Object value, Set<String> texts) {
        switch (value) {
            case String text -> texts.add(text);
            case List<?> list -> list.forEach(item -> collect(item, texts));
            case Map<?, ?> map -> map.values().forEach(item -> collect(item, texts));
            case SdkPojo object -> {
                for (SdkField<?> field : object.sdkFields()) {
                    collect(field.getValueOrDefault(object), texts);
                }
            }
            case null, default -> { }
        }
    }
}
