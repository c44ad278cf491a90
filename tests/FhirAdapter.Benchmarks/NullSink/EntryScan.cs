using System.Text.Json;

namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>Follows the tokens of a bundle and notes type, method and URL of each entry. An entry is at depth 2, its parts at depth 3.</summary>
internal sealed class EntryScan
{
    private enum Part
    {
        Other,
        Resource,
        Request,
    }

    private enum Member
    {
        Other,
        ResourceType,
        Method,
        Url,
    }

    private const int BundleMember = 1;
    private const int EntryDepth = 2;
    private const int PartDepth = 3;
    private const int MemberDepth = 4;

    private readonly List<SinkEntry> _found = new(512);
    private Part _part;
    private Member _member;
    private string? _type;
    private string? _url;
    private bool _isSearch;
    private bool _inEntries;
    private bool _inBundleType;

    public IReadOnlyList<SinkEntry> Found => _found;

    /// <summary>Whether the bundle says that it is a batch; otherwise it is answered as a transaction.</summary>
    public bool IsBatch { get; private set; }

    public void Take(ref Utf8JsonReader json)
    {
        if (json.CurrentDepth > MemberDepth)
            return;
        switch (json.TokenType)
        {
            case JsonTokenType.PropertyName:
                TakeName(ref json);
                break;
            case JsonTokenType.String when json.CurrentDepth == BundleMember && _inBundleType:
                IsBatch = json.ValueTextEquals("batch"u8);
                break;
            case JsonTokenType.String when json.CurrentDepth == MemberDepth && _member != Member.Other:
                TakeValue(ref json);
                break;
            case JsonTokenType.EndObject when json.CurrentDepth == EntryDepth && _inEntries:
                EndEntry();
                break;
        }
    }

    private void TakeName(ref Utf8JsonReader json)
    {
        if (json.CurrentDepth == BundleMember)
            (_inEntries, _inBundleType) = (json.ValueTextEquals("entry"u8), json.ValueTextEquals("type"u8));
        else if (json.CurrentDepth == PartDepth)
            _part = json.ValueTextEquals("resource"u8) ? Part.Resource : json.ValueTextEquals("request"u8) ? Part.Request : Part.Other;
        else if (json.CurrentDepth == MemberDepth)
            _member = _part switch
            {
                Part.Resource when _type is null && json.ValueTextEquals("resourceType"u8) => Member.ResourceType,
                Part.Request when json.ValueTextEquals("method"u8) => Member.Method,
                Part.Request when json.ValueTextEquals("url"u8) => Member.Url,
                _ => Member.Other,
            };
    }

    private void TakeValue(ref Utf8JsonReader json)
    {
        if (_member == Member.ResourceType)
            _type = KnownType(ref json);
        else if (_member == Member.Method)
            _isSearch = json.ValueTextEquals("GET"u8);
        else if (_type is null || _isSearch)
            _url = json.GetString();
        _member = Member.Other;
    }

    private static string KnownType(ref Utf8JsonReader json) =>
        json.ValueTextEquals("Observation"u8) ? "Observation"
        : json.ValueTextEquals("Procedure"u8) ? "Procedure"
        : json.GetString()!;

    private void EndEntry()
    {
        var type = _type ?? _url?.Split('?', '/')[0] ?? "Basic";
        _found.Add(new SinkEntry(type, _isSearch ? _url ?? "" : null));
        (_part, _member, _type, _url, _isSearch) = (Part.Other, Member.Other, null, null, false);
    }
}
