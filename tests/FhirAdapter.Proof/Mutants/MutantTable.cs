namespace FhirAdapter.Proof.Mutants;

/// <summary>The planted defects, as data. One that no longer fits the source is reported, not passed over.</summary>
internal static class MutantTable
{
    public static readonly Mutant[] All =
    [
        new("no flush at a commit", "Outbox/Sqlite/LedgerFile.cs",
            "synchronous=FULL", "synchronous=NORMAL", "power --count 300"),
        new("acknowledged before the commit", "Sync/CaptureLoop.cs",
            "            var outcomes = await outbox.AppendAsync(LedgerEntry.Of(batch.Records), cancellationToken).ConfigureAwait(false);",
            """
                        IReadOnlyList<AppendOutcome> outcomes = [.. batch.Records.Select(_ => AppendOutcome.Accepted)];
                        _ = Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None)
                            .ContinueWith(_ => outbox.AppendAsync(LedgerEntry.Of(batch.Records), CancellationToken.None), TaskScheduler.Default);
            """, "kill --count 6"),
        new("marked as delivered before it is sent", "Sync/DeliveryPass.cs",
            "        var outcomes = await DeliverAsync(claims, lanes, cancellationToken).ConfigureAwait(false);",
            """
                    await outbox.SettleAsync([.. lanes.Select(lane => (lane.Claim, (IReadOnlyList<Settlement>)[.. lane.Sources.Select(each => new Settlement(
                        each.Key, each.Version, DeliveryState.Delivered, null, null, true, default, null, startedAt, TimeSpan.Zero))]))], cancellationToken).ConfigureAwait(false);
                    var outcomes = await DeliverAsync(claims, lanes, cancellationToken).ConfigureAwait(false);
            """, "simulate --count 12 --no-pause"),
        new("created without identity", "Destinations/FhirServers/Capability/WritePlan.cs",
            "(_, IdentityMode.ConditionalCreate) => Interaction.ConditionalCreate", "(_, IdentityMode.ConditionalCreate) => Interaction.Create",
            "matrix --only \"F10 applied, then the reply lost | NeedlingProcedure | CreateConditional\""),
        new("created without identity and repeated by the pipeline", "Destinations/FhirServers/Http/FhirServerPipeline.cs",
            "(request.Repeatable || arguments.Outcome.Result?.Kind == ReplyKind.NotSent)", "request is not null",
            "matrix --only \"F10 applied, then the reply lost | PainScore | CreateConditional\""),
        new("an error under 200 is success", "Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "if (verdict == Verdict.Accepted && reply.Issue is null)", "if (verdict == Verdict.Accepted)",
            "matrix --only \"F20 200 with an OperationOutcome that is an error | PainScore | P\""),
        new("any body under 200 is success", "Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "var confirms = remote is not null || isEmpty || IsJsonObject(reply.Body.Span);", "var confirms = true;",
            "matrix --only \"F17 200 with a sign-in page | \""),
        new("redirects are followed", "Destinations/FhirServers/Http/FhirServerConnection.cs",
            "AllowAutoRedirect = false", "AllowAutoRedirect = true", "matrix --only \"F34 redirect or link to another host | PainScore | PutById\""),
        new("no fence", "Outbox/Sqlite/Settling.cs",
            "lane_id = ? AND fence = ? AND leased_until > ?", "lane_id = ? AND ? > 0 AND ? > 0", "simulate --count 60"),
        new("a lease of no length", "Outbox/Sqlite/Claiming.cs",
            "_lease.Put(fence + 1).Put(until).Put(until)", "_lease.Put(fence + 1).Put(now).Put(now)", "simulate --count 4 --no-pause"),
        new("Retry-After without a cap", "Destinations/FhirServers/Http/RetryAfter.cs",
            "wait > cap ? cap : wait", "wait", "matrix --only \"F16 429, 503 with Retry-After | \""),
        new("Retry-After not read", "Destinations/FhirServers/Http/FhirServerConnection.cs",
            "RetryAfter = RetryAfter.Read(First(answer, \"Retry-After\"), time.GetUtcNow(), options.RetryAfterCap),", "RetryAfter = time is null ? TimeSpan.Zero : null,",
            "matrix --only \"F16 429, 503 with Retry-After | NeedlingProcedure | ConditionalPut\""),
        new("a patient's data in a failure", "Destinations/FhirServers/Outcomes/OutcomeReader.cs",
            "path is { Length: <= LongestPath } && PathOnly().IsMatch(path) ? path : null", "path", "matrix --only \"F28 400, 422 | PainScore | \""),
        new("a patient's number in an address", "Destinations/FhirServers/Identity/IdentifierSearch.cs",
            "private volatile bool usesGet;", "private volatile bool usesGet = true;", "matrix --only \"F13 500 | PainScore | \""),
        new("no deadline for a body", "Destinations/FhirServers/Http/FhirServerConnection.cs",
            "await stream.ReadAsync(body.GetMemory(), cancellationToken)", "await stream.ReadAsync(body.GetMemory(), CancellationToken.None)",
            "matrix --only \"F25 body a byte in a long while | PainScore | PutById | once\""),
        new("packed bodies are believed", "Destinations/FhirServers/Http/FhirServerConnection.cs",
            " || answer.Content.Headers.ContentEncoding.Any(each => each != \"identity\")", "", "matrix --only \"F23 gzip cut in half | \""),
        new("an older answer settles a newer version", "Outbox/Sqlite/Settling.cs",
            "if (settlement.Version < owed)", "if (settlement.Version < 0)", "simulate --count 60 --no-pause"),
        new("an older version is taken", "Outbox/Sqlite/Appending.cs",
            "if (record.Version < version)", "if (record.Version < 0)", "simulate --count 12 --no-pause"),
        new("a bare deletion deletes nothing", "Sync/DeliveryPreparation.cs",
            "return record.Deleted == claimed.Deleted ? record : record with { Deleted = claimed.Deleted };", "return record;", "simulate --count 12 --no-pause"),
        new("no If-Match", "Destinations/FhirServers/Exchanges/RequestSender.cs",
            "IfMatch = interaction == Interaction.Update ? entry.Self.Version : null,", "IfMatch = null,",
            "matrix --only \"F13 500 | PainScore | PutIfMatch\""),
        new("accounts forget what was delivered", "Outbox/Sqlite/Settling.cs",
            "accounts.Add(destination, delivered: 1);", "", "simulate --count 4 --no-pause"),
        new("credentials refused use up attempts", "Destinations/FhirServers/Exchanges/Stop.cs",
            "HttpStatus: 401), pause, false)", "HttpStatus: 401), pause, true)", "matrix --only \"F31 401 for ever | PainScore | ConditionalPut\""),
        new("a refused bundle is not taken apart", "Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "if (units.Count == 1)", "if (units.Count > 0)", "matrix --only \"F28 400, 422 | \""),
        new("an unknown outcome is a refusal", "Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "            unit.Defer(failure, usesAttempt: true);\n    }\n}", "            unit.Reject(failure);\n    }\n}",
            "matrix --only \"F6 reset after the request was read | PainScore | \""),
        new("a refusal is tried for ever", "Destinations/FhirServers/Outcomes/ResponseClassifier.cs",
            "new(400, 499, null, Verdict.Rejected, FailureCode.Invalid)", "new(400, 499, null, Verdict.Deferred, FailureCode.Invalid)",
            "matrix --only \"F28 400, 422 | PainScore | \""),
        new("a conflict goes on and on", "Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "case Verdict.Conflicted when !entry.WasReread && !entry.Unit.IsParty:", "case Verdict.Conflicted when !entry.Unit.IsParty:",
            "matrix --only \"F33 409, 412, another version there | NeedlingProcedure | PutById | for ever\""),
        new("any certificate is good", "Destinations/FhirServers/Http/FhirServerConnection.cs",
            "SslOptions = new() { EnabledSslProtocols", "SslOptions = new() { RemoteCertificateValidationCallback = (_, _, _, _) => true, EnabledSslProtocols",
            "matrix --only \"F35 TLS that is not good | \""),
        new("an identity made anew each time", "Records/Mapping/Identity.cs",
            "public BusinessIdentifier Score(string id) => new() { System = _score, Value = id };",
            "public BusinessIdentifier Score(string id) => new() { System = _score, Value = id + Guid.NewGuid() };", "kill --count 2"),
        new("damage is not looked for", "Outbox/Sqlite/LedgerFile.cs",
            "return connection.Pragma(\"quick_check(1)\") == \"ok\" ? true : throw LedgerFault.Damaged(Path);", "return connection is not null;", "disk --count 300"),
    ];
}
