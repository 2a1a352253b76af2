package dev.forebay.cloudwatch;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

/** What each operation of CloudWatch needs. AWS: metrics have no ARNs; who may put them can be told by their namespace. */
final class CloudWatchAccess implements RuleTable {
    private static final String SERVICE = "cloudwatch";
    private static final String PUT = "cloudwatch:PutMetricData";
    private static final String NAMESPACE = "cloudwatch:namespace";

    private static final List<String> ON_EVERYTHING = List.of("GetMetricData", "GetMetricStatistics", "ListMetrics");

    private static final List<String> NOT_SERVED = List.of(
            "DeleteAlarms", "DeleteAnomalyDetector", "DeleteDashboards", "DeleteInsightRules", "DeleteMetricStream", "DescribeAlarmContributors",
            "DescribeAlarmHistory", "DescribeAlarms", "DescribeAlarmsForMetric", "DescribeAnomalyDetectors", "DescribeInsightRules",
            "DisableAlarmActions", "DisableInsightRules", "EnableAlarmActions", "EnableInsightRules", "GetDashboard", "GetInsightRuleReport",
            "GetMetricStream", "GetMetricWidgetImage", "ListDashboards", "ListManagedInsightRules", "ListMetricStreams", "ListTagsForResource",
            "PutAnomalyDetector", "PutCompositeAlarm", "PutDashboard", "PutInsightRule", "PutManagedInsightRules", "PutMetricAlarm",
            "PutMetricStream", "SetAlarmState", "StartMetricStreams", "StopMetricStreams", "TagResource", "UntagResource");

    private static final Map<String, AccessRule> RULES = RuleTable.of(Stream.concat(
            Stream.of(new AccessRule("PutMetricData", List.of(PUT), "`*`", List.of(NAMESPACE), CloudWatchAccess::put)),
            Stream.concat(ON_EVERYTHING.stream(), NOT_SERVED.stream()).map(operation -> AccessRule.onEverything(SERVICE, operation))));

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public Map<String, AccessRule> rules() {
        return RULES;
    }

    private static List<Access> put(Caller caller, SdkRequest request) {
        String namespace = ((PutMetricDataRequest) request).namespace();
        return List.of(Access.of(PUT, "*", caller.account()).with(ConditionKeys.none().with(NAMESPACE, namespace).map()));
    }

    @Override
    public RuntimeException refusal(Access access, String message) {
        return CloudWatchErrors.accessDenied(message);
    }
}
