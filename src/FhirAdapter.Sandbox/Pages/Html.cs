using System.Net;

namespace FhirAdapter.Sandbox.Pages;

/// <summary>The frame of every page, and encoding: no text reaches a page but through <see cref="Encode"/>.</summary>
internal static class Html
{
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A whole page; <paramref name="body"/> is HTML that has been encoded already.</summary>
    public static string Page(string title, string body) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{Encode(title)}}</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; background: #fbfcfd; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
        .note { background: #fff6db; border-left: 4px solid #d9a400; padding: .5rem .8rem; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #dde4ea; }
        td.n { text-align: right; font-variant-numeric: tabular-nums; } a { color: #075aa0; } pre { background: #f0f3f6; padding: 1rem; overflow-x: auto; }
        @media (prefers-color-scheme: dark) { body { color: #dfe7ee; background: #14191f; } a { color: #7fbdf5; } pre { background: #1d242c; }
          .note { background: #3a3113; } th, td { border-color: #303a44; } }
        </style>
        </head>
        <body>
        {{body}}
        </body>
        </html>
        """;
}
