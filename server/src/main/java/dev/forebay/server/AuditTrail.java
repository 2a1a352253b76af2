package dev.forebay.server;

import dev.forebay.cloudtrail.ApiCall;
import dev.forebay.cloudtrail.CloudTrailService;
import dev.forebay.gateway.Audit;
import dev.forebay.gateway.FinishedCall;

/** Has CloudTrail record what the gateway, and clients within the process, tell of. */
record AuditTrail(CloudTrailService cloudtrail) implements Audit {

    @Override
    public boolean hears(String service, String operation) {
        return cloudtrail.records(service, operation);
    }

    @Override
    public void over(FinishedCall call) {
        cloudtrail.record(new ApiCall(call.service(), call.operation(), call.requestId(), call.origin(), call.caller(), call.request(), call.response(),
                call.error().map(error -> new ApiCall.Error(error.code(), error.message()))));
    }
}
