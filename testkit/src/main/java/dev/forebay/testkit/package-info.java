/**
 * What tests are made of: a manual clock, a store that can crash, and contract suites that run in process and over HTTP.
 */
package dev.forebay.testkit;
