using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Serializes the entries of one call into one buffer and notes where their references stand.</summary>
internal sealed class BodyWriter : IDisposable
{
    private const int NumberLength = 12;
    private const int Capacity = 64 * 1024;

    private readonly PooledBytes arena = new(Capacity);
    private readonly Utf8JsonWriter json;
    private readonly List<Target> targets = [];
    private readonly string prefix;
    private readonly byte[] prefixBytes;

    public BodyWriter()
    {
        // A random prefix for the call: no text of a record can be taken for one of its references.
        prefix = $"urn:uuid:{Guid.NewGuid():D}"[..^NumberLength];
        prefixBytes = Encoding.ASCII.GetBytes(prefix);
        json = new Utf8JsonWriter(arena, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>A new target with a <c>urn:uuid</c> of this call.</summary>
    public Target NewTarget(Identity.ResourceIdentity identity)
    {
        var target = new Target(identity, $"{prefix}{targets.Count:x12}");
        targets.Add(target);
        return target;
    }

    /// <summary>Writes an entry's body, its references as they are known to be literal or logical.</summary>
    public void Write(Entry entry)
    {
        var resource = entry.Source.Resource;
        foreach (var each in entry.References)
            each.Reference.Element.Reference = each.IsLogical ? null : each.Target.Urn;
        resource.Id = null;
        var undo = entry.Link is { } link ? LinkedContent.Put(resource, link) : null;
        var written = Array.Exists(entry.References, static each => each.IsLeftOut) ? LeftOut.Of(entry) : resource;
        var start = arena.Length;
        json.Reset(arena);
        ResourceJson.Write(json, written);
        json.Flush();
        undo?.Invoke();
        foreach (var each in entry.References)
            each.Reference.Element.Reference = null;
        entry.Body = new EntryBody(arena, start, arena.Length - start, Head(entry.Type), Gaps(arena.WrittenSpan[start..]));
    }

    /// <summary>Writes what an earlier version became, to compare it: its references stay open.</summary>
    /// <param name="earlier">The resource.</param>
    /// <param name="patient">The patient it is about, where that is known.</param>
    /// <param name="link">What it replaced, where it was a correction of that.</param>
    public ReadOnlyMemory<byte> Write(MappedResource earlier, string? patient = null, Link? link = null)
    {
        foreach (var each in earlier.References)
            each.Element.Reference = patient is not null && each.TargetType == "Patient" ? patient : prefix;
        var undo = link is null ? null : LinkedContent.Put(earlier.Resource, link);
        var start = arena.Length;
        json.Reset(arena);
        ResourceJson.Write(json, earlier.Resource);
        json.Flush();
        undo?.Invoke();
        foreach (var each in earlier.References)
            each.Element.Reference = null;
        return arena.WrittenMemory[start..].ToArray();
    }

    public void Dispose()
    {
        json.Dispose();
        arena.Dispose();
    }

    private static int Head(string type) => "{\"resourceType\":\"\"".Length + type.Length;

    private List<(int Offset, Target Target)> Gaps(ReadOnlySpan<byte> body)
    {
        var gaps = new List<(int, Target)>(4);
        var position = 0;
        while (body[position..].IndexOf(prefixBytes) is var found and >= 0)
        {
            position += found;
            var number = body.Slice(position + prefixBytes.Length, NumberLength);
            if (Utf8Parser.TryParse(number, out int index, out _, 'x'))
                gaps.Add((position, targets[index]));
            position += prefixBytes.Length;
        }
        return gaps;
    }
}
