using System.Text;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Tests.Destinations.FhirServers.Bundles;

public sealed class BundleWriterTests
{
    [Fact]
    public void Entries_carry_id_condition_and_version_and_point_to_each_other()
    {
        using var bodies = new BodyWriter();
        var unit = SomeUnits.Lanes(bodies, [[2]])[0][0];
        unit.Entries[2].Self.Found("known", "3", isConfirmed: true);
        var request = new WriteRequest(WriteMode.Transaction, 0);
        foreach (var (entry, interaction) in unit.Entries.Zip([Interaction.ConditionalCreate, Interaction.ConditionalUpdate, Interaction.Update]))
        {
            request.Add(entry);
            request.Interactions.Add(interaction);
        }

        using var json = Written(request);
        var entries = json.RootElement.GetProperty("entry");

        Assert.Equal("transaction", json.RootElement.GetProperty("type").GetString());
        Assert.Equal("""{"method":"POST","url":"Observation","ifNoneExist":"identifier=lane-0%7C0"}""", entries[0].GetProperty("request").GetRawText());
        Assert.Equal("""{"method":"PUT","url":"Observation?identifier=lane-0%7C1"}""", entries[1].GetProperty("request").GetRawText());
        Assert.Equal("""{"method":"PUT","url":"Observation/known","ifMatch":"W/\"3\""}""", entries[2].GetProperty("request").GetRawText());
        Assert.Equal("known", entries[2].GetProperty("resource").GetProperty("id").GetString());
        Assert.False(entries[1].GetProperty("resource").TryGetProperty("id", out _));
        Assert.Equal(
            entries[0].GetProperty("fullUrl").GetString(),
            entries[1].GetProperty("resource").GetProperty("derivedFrom")[0].GetProperty("reference").GetString());
    }

    [Fact]
    public void A_reference_becomes_literal_once_the_id_is_known_and_the_hash_is_of_that()
    {
        using var bodies = new BodyWriter();
        var unit = SomeUnits.Lanes(bodies, [[1]])[0][0];
        var part = unit.Entries[1];
        unit.Main.Self.Found("a", null, isConfirmed: true);
        var hash = part.Body!.Hash();

        Assert.Contains("\"reference\":\"Observation/a\"", Text(part), StringComparison.Ordinal);
        Assert.Equal(hash, part.Body.Hash());
        unit.Main.Self.Found("b", null, isConfirmed: true);
        Assert.NotEqual(hash, part.Body.Hash());
    }

    [Fact]
    public void The_same_resource_has_the_same_hash_in_every_call()
    {
        Assert.Equal(Hash(), Hash());

        static string Hash()
        {
            using var bodies = new BodyWriter();
            var unit = SomeUnits.Lanes(bodies, [[1]])[0][0];
            unit.Main.Self.Found("a", null, isConfirmed: true);
            return unit.Entries[1].Body!.Hash();
        }
    }

    [Fact]
    public void A_reference_that_stays_logical_has_no_literal()
    {
        using var bodies = new BodyWriter();
        var part = SomeUnits.Lanes(bodies, [[1]])[0][0].Entries[1];
        part.References[0].GiveUp(takesLogical: true);
        bodies.Write(part);

        Assert.DoesNotContain("\"reference\"", Text(part), StringComparison.Ordinal);
        Assert.Contains("\"derivedFrom\":[{\"type\":\"Observation\",\"identifier\"", Text(part), StringComparison.Ordinal);
        Assert.True(part.IsClosed);
    }

    private static string Text(Entry entry)
    {
        using var bytes = new PooledBytes(256);
        entry.Body!.CopyTo(bytes, null);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static JsonDocument Written(WriteRequest request)
    {
        using var bytes = new PooledBytes(256);
        BundleWriter.Write(bytes, request);
        return JsonDocument.Parse(bytes.WrittenMemory.ToArray());
    }
}
