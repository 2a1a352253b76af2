package dev.forebay.iam;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists of texts in stored formats: count (4), and each text. */
final class Lists {
    private Lists() {}

    static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            Bytes.text(out, text);
        }
    }

    static List<String> read(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(Bytes.text(in));
        }
        return texts;
    }
}
