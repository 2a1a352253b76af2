/** Who did what: the audit trail. Starts here. */
package dev.forebay.cloudtrail;
