using System.Runtime.InteropServices;
using SQLitePCL;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>The engine's shortest functions, called without the wrapper's steps between.</summary>
/// <remarks>
/// A record takes some ninety calls on its way through the ledger, most of which put or read one number; what the wrapper does around each costs
/// three times the call itself. None of these waits or calls back, so the runtime need not be told that it leaves managed code.
/// </remarks>
internal static class Engine
{
    private const string Library = "e_sqlite3";

    /// <summary>Whether the wrapper uses the library that these are of; with another everything goes through the wrapper.</summary>
    public static bool IsBundled { get; } = raw.GetNativeLibraryName() == Library;

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    [DllImport(Library, EntryPoint = "sqlite3_bind_int64")]
    public static extern int BindNumber(nint statement, int index, long value);

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    [DllImport(Library, EntryPoint = "sqlite3_bind_null")]
    public static extern int BindNull(nint statement, int index);

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    [DllImport(Library, EntryPoint = "sqlite3_column_int64")]
    public static extern long Number(nint statement, int column);

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    [DllImport(Library, EntryPoint = "sqlite3_column_type")]
    public static extern int TypeOf(nint statement, int column);
}
