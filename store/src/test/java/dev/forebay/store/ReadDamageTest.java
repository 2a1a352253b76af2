package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadDamageTest {

    @Test
    void whoeverMeetsDamageTheOwnerIsToldOnceAndNothingMoreIsWritten() {
        List<StoreFailed> told = new ArrayList<>();
        List<List<Batch>> written = new ArrayList<>();
        Committer committer = new Committer(batches -> written.add(List.copyOf(batches)), told::add);

        committer.fail(new StoreDamaged("block checksum mismatch in 000012.sst", null));
        committer.fail(new StoreDamaged("again", null));

        assertThat(told).singleElement().satisfies(failure -> assertThat(failure).hasMessageContaining("000012.sst"));
        assertThatThrownBy(() -> committer.submit(new Batch().put(new byte[] {1}, new byte[] {2}), Store.Urgency.NOW))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("000012.sst");
        committer.close();
        assertThat(written).isEmpty();
    }
}
