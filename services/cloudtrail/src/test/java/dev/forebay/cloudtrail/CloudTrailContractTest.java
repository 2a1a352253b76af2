package dev.forebay.cloudtrail;

import dev.forebay.testkit.CloudTrailContract;
import dev.forebay.testkit.CloudTrailHarness;

class CloudTrailContractTest extends CloudTrailContract {

    @Override
    protected CloudTrailHarness open() {
        return new InProcess();
    }
}
