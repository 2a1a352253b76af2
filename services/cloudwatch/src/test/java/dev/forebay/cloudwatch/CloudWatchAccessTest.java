package dev.forebay.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.access.Access;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

class CloudWatchAccessTest {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);

    private final RuleTable rules = new CloudWatchAccess();

    @Test
    void whatIsPutSaysItsNamespace() {
        assertThat(rules.of(CALLER, "PutMetricData", PutMetricDataRequest.builder().namespace("Orders").build())).containsExactly(
                Access.of("cloudwatch:PutMetricData", "*", CALLER.account()).with(Map.of("cloudwatch:namespace", List.of("Orders"))));
    }

    @Test
    void theRestIsOnEverything() {
        assertThat(rules.of(CALLER, "ListMetrics", ListMetricsRequest.builder().build()))
                .containsExactly(Access.of("cloudwatch:ListMetrics", "*", CALLER.account()));
    }

    @Test
    void refusalsAreAwsCodeAndStatus() {
        assertThat(rules.refusal(Access.of("cloudwatch:ListMetrics", "*", CALLER.account()), "no"))
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(403);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                });
    }
}
