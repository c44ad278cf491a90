namespace FhirAdapter.Terminology.Overlays;

/// <summary>Finds the own code system that a file is about.</summary>
internal static class OwnSystems
{
    /// <summary>The own code system whose URL stands in a property, without regard to a version; else says what is wrong.</summary>
    public static CodeSystem? Find(CodeSystems own, OverlayNode node, string name)
    {
        var url = node.Required(name, $"the URL of an own code system, such as {CodeSystems.BaseUrl}procedure");
        if (url is null)
            return null;
        url = url.Split('|')[0];
        if (url.StartsWith(CodeSystems.BaseUrl, StringComparison.Ordinal) && own.Names.Contains(url[CodeSystems.BaseUrl.Length..]))
            return own[url[CodeSystems.BaseUrl.Length..]];
        node.Error(name, $"{url} is not an own code system; give {CodeSystems.BaseUrl} and one of {string.Join(", ", own.Names.Order(StringComparer.Ordinal))}");
        return null;
    }
}
