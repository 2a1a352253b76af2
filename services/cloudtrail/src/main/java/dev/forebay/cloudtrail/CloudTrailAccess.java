package dev.forebay.cloudtrail;

import dev.forebay.access.AccessRule;
import dev.forebay.access.RuleTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What CloudTrail's operations need: the action of their name. What is served works on no resource. */
final class CloudTrailAccess implements RuleTable {
    private static final String SERVICE = "cloudtrail";

    private static final List<String> SERVED = List.of("ListPublicKeys", "LookupEvents");

    private static final List<String> NOT_SERVED = List.of(
            "AddTags", "CancelQuery", "CreateChannel", "CreateDashboard", "CreateEventDataStore", "CreateTrail", "DeleteChannel",
            "DeleteDashboard", "DeleteEventDataStore", "DeleteResourcePolicy", "DeleteTrail", "DeregisterOrganizationDelegatedAdmin",
            "DescribeQuery", "DescribeTrails", "DisableFederation", "EnableFederation", "GenerateQuery", "GetChannel", "GetDashboard",
            "GetEventConfiguration", "GetEventDataStore", "GetEventSelectors", "GetImport", "GetInsightSelectors", "GetQueryResults",
            "GetResourcePolicy", "GetTrail", "GetTrailStatus", "ListChannels", "ListDashboards", "ListEventDataStores",
            "ListImportFailures", "ListImports", "ListInsightsData", "ListInsightsMetricData", "ListQueries", "ListTags", "ListTrails",
            "PutEventConfiguration", "PutEventSelectors", "PutInsightSelectors", "PutResourcePolicy",
            "RegisterOrganizationDelegatedAdmin", "RemoveTags", "RestoreEventDataStore", "SearchSampleQueries",
            "StartDashboardRefresh", "StartEventDataStoreIngestion", "StartImport", "StartLogging", "StartQuery",
            "StopEventDataStoreIngestion", "StopImport", "StopLogging", "UpdateChannel", "UpdateDashboard", "UpdateEventDataStore",
            "UpdateTrail");

    private static final Map<String, AccessRule> RULES = RuleTable.of(
            Stream.concat(SERVED.stream(), NOT_SERVED.stream()).map(operation -> AccessRule.onEverything(SERVICE, operation)));

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public Map<String, AccessRule> rules() {
        return RULES;
    }
}
