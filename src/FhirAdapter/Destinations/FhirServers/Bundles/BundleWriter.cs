using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Writes a request's entries as one transaction or batch.</summary>
internal static class BundleWriter
{
    /// <summary>Generous for full url, method, url, condition and the longer references of one entry.</summary>
    private const int Wrapping = 512;

    public static int SizeOf(Entry entry) => (entry.Body?.Length ?? 0) + Wrapping + (entry.Self.Identity.System.Length + entry.Self.Identity.Value.Length) * 3;

    public static void Write(PooledBytes output, WriteRequest request)
    {
        output.Write("{\"resourceType\":\"Bundle\",\"type\":\""u8);
        output.Write(request.Mode == WriteMode.Transaction ? "transaction"u8 : "batch"u8);
        output.Write("\",\"entry\":["u8);
        for (var i = 0; i < request.Entries.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            Write(output, request.Entries[i], request.Interactions[i]);
        }
        output.Write("]}"u8);
    }

    private static void Write(PooledBytes output, Entry entry, Interaction interaction)
    {
        output.Write("{\"fullUrl\":\""u8);
        output.WriteAscii(entry.Self.Urn);
        output.Write("\",\"resource\":"u8);
        entry.Body!.CopyTo(output, interaction == Interaction.Update ? entry.Self.Id : null);
        output.Write(",\"request\":{\"method\":\""u8);
        output.Write(interaction is Interaction.Update or Interaction.ConditionalUpdate ? "PUT"u8 : "POST"u8);
        output.Write("\",\"url\":\""u8);
        Url(output, entry, interaction);
        if (interaction == Interaction.Update && entry.Self.Version is { } version)
        {
            output.Write("\",\"ifMatch\":\"W/\\\""u8);
            output.WriteAscii(version);
            output.Write("\\\""u8);
        }
        if (interaction == Interaction.ConditionalCreate)
        {
            output.Write("\",\"ifNoneExist\":\""u8);
            entry.Self.Identity.WriteQuery(output);
        }
        output.Write("\"}}"u8);
    }

    private static void Url(PooledBytes output, Entry entry, Interaction interaction)
    {
        if (interaction == Interaction.Update)
        {
            output.WriteAscii(entry.Self.Literal!);
            return;
        }

        output.WriteAscii(entry.Type);
        if (interaction == Interaction.ConditionalUpdate)
        {
            output.Write("?"u8);
            entry.Self.Identity.WriteQuery(output);
        }
    }

    /// <summary>The url of an entry, relative to the base; it needs no escapes in JSON.</summary>
    public static string Url(Entry entry, Interaction interaction) => interaction switch
    {
        Interaction.Update => entry.Self.Literal!,
        Interaction.ConditionalUpdate => $"{entry.Type}?{entry.Self.Identity.Query}",
        _ => entry.Type,
    };
}
