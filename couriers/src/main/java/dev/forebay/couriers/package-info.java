/**
 * What carries messages out of the house: each courier speaks one protocol to the outside and tells how an attempt
 * ended. Knows nothing of AWS, keeps nothing, decides nothing about retries. Start at {@link dev.forebay.couriers.Outcome}.
 */
package dev.forebay.couriers;
