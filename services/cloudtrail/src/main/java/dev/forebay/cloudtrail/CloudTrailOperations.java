package dev.forebay.cloudtrail;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysResponse;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** AWS's interface: which class answers which operation. Trails need a bucket, and there is none: what makes them is refused by name. */
final class CloudTrailOperations implements CloudTrailClient {

    private final LookupOperations lookup;
    private final KeyOperations keys;

    CloudTrailOperations(Journals journals, SigningKeys signingKeys, Caller caller) {
        lookup = new LookupOperations(journals, caller);
        keys = new KeyOperations(signingKeys);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
        return lookup.lookup(request);
    }

    @Override
    public ListPublicKeysResponse listPublicKeys(ListPublicKeysRequest request) {
        return keys.list(request);
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}
