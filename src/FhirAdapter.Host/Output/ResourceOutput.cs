using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirAdapter.Host.Output;

/// <summary>Writes resources as they come: one a line, or as the entries of one Bundle of type collection.</summary>
internal sealed class ResourceOutput : IAsyncDisposable
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _stream;
    private readonly Utf8JsonWriter? _bundle;

    public ResourceOutput(Stream stream, bool ndjson)
    {
        _stream = new BufferedStream(stream, 64 * 1024);
        if (ndjson)
            return;
        _bundle = new Utf8JsonWriter(_stream, Indented);
        _bundle.WriteStartObject();
        _bundle.WriteString("resourceType", "Bundle");
        _bundle.WriteString("type", "collection");
        _bundle.WriteStartArray("entry");
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> resource, CancellationToken cancellationToken)
    {
        if (_bundle is null)
        {
            await _stream.WriteAsync(resource, cancellationToken);
            _stream.WriteByte((byte)'\n');
            return;
        }

        using var document = JsonDocument.Parse(resource);
        _bundle.WriteStartObject();
        _bundle.WritePropertyName("resource");
        document.RootElement.WriteTo(_bundle);
        _bundle.WriteEndObject();
        await _bundle.FlushAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_bundle is not null)
        {
            _bundle.WriteEndArray();
            _bundle.WriteEndObject();
            await _bundle.DisposeAsync();
            _stream.WriteByte((byte)'\n');
        }

        await _stream.DisposeAsync();
    }
}
