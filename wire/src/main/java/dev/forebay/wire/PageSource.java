package dev.forebay.wire;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;

/**
 * An answer whose list is too long to be in memory as a whole, such as that of GetRecords: what is in the list comes one after the other, and
 * what stands beside it last. Used by one thread.
 */
public interface PageSource {

    /**
     * What comes next in the list; empty at its end.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException to refuse, as long as nothing has come
     */
    Optional<? extends SdkPojo> next();

    /** The answer without its list. Asked for when the list is over. */
    SdkResponse rest();
}
