package dev.forebay.server;

import dev.forebay.cloudtrail.ApiCall;
import dev.forebay.cloudtrail.CloudTrailService;
import dev.forebay.gateway.Audit;
import dev.forebay.gateway.FinishedCall;

/** Has CloudTrail record what the gateway, and clients within the process, tell of. */
record AuditTrail(CloudTrailService cloudtrail) implements Audit {

    /** Whether calls of an operation are recorded: who asks first need not gather what would be told. */
    boolean hears(String service, String operation) {
        return cloudtrail.records(service, operation);
    }

    @Override
    public void over(FinishedCall call) {
        cloudtrail.record(new ApiCall(call.service(), call.operation(), call.requestId(), call.origin(), call.caller(), call.request(), call.response(),
                call.error().map(error -> new ApiCall.Error(error.code(), error.message()))));
    }
}
