using System.IO.Hashing;
using System.Text;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>A resource's JSON, serialized once: the references and the id are put in while it is copied into a request.</summary>
/// <param name="arena">Where the bytes are.</param>
/// <param name="start">Where they begin there.</param>
/// <param name="length">How many there are.</param>
/// <param name="head">The length of <c>{"resourceType":"Type"</c>, behind which the id goes.</param>
/// <param name="gaps">Where references stand, from the start of the body, in order.</param>
internal sealed class EntryBody(PooledBytes arena, int start, int length, int head, List<(int Offset, Target Target)> gaps)
{
    [ThreadStatic]
    private static XxHash128? hasher;

    /// <summary>How many bytes it takes in a request, at most about.</summary>
    public int Length { get; } = length;

    /// <summary>Copies it with the literal references that are known now, and the others as <c>urn:uuid</c>.</summary>
    public void CopyTo(PooledBytes output, string? id)
    {
        var bytes = arena.WrittenSpan.Slice(start, Length);
        output.Write(bytes[..head]);
        if (id is not null)
        {
            output.Write(",\"id\":\""u8);
            output.WriteAscii(id);
            output.Write("\""u8);
        }
        var position = head;
        foreach (var (offset, target) in gaps)
        {
            output.Write(bytes[position..offset]);
            output.WriteAscii(target.Literal ?? target.Urn);
            position = offset + target.Urn.Length;
        }
        output.Write(bytes[position..]);
    }

    /// <summary>XXH128 in base64 of the content without id; to be asked for when all references are known.</summary>
    /// <remarks>It tells whether the adapter's own output changed, against chance and not against an adversary; a cryptographic hash would cost more for nothing.</remarks>
    public string Hash()
    {
        var bytes = arena.WrittenSpan.Slice(start, Length);
        var hash = hasher ??= new XxHash128();
        hash.Reset();
        Span<byte> reference = stackalloc byte[256];
        var position = 0;
        foreach (var (offset, target) in gaps)
        {
            hash.Append(bytes[position..offset]);
            hash.Append(reference[..Encoding.ASCII.GetBytes(target.Literal ?? target.Urn, reference)]);
            position = offset + target.Urn.Length;
        }
        hash.Append(bytes[position..]);
        Span<byte> digest = stackalloc byte[16];
        hash.GetCurrentHash(digest);
        return Convert.ToBase64String(digest);
    }
}
