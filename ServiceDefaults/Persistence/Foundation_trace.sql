-- The span in which an event was told (W3C traceparent): its delivery, which comes after, joins the same trace.
alter table outbox add column trace_parent text check (length(trace_parent) <= 55);
