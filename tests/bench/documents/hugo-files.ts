// The settings and layouts of the site of Hugo: what a reader needs, and no more. They work from Hugo 0.110 on.

const SETTINGS = `baseURL = "https://incidents.example/"
title = "Incidents"
disableKinds = ["RSS"]
timeout = "600s"

[taxonomies]
tag = "tags"

[markup.highlight]
noClasses = false
`;

const BASE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}">
</head>
<body>
<header><a href="/">Incidents</a> <a href="/postmortems/">Post-mortems</a> <a href="/tags/">Tags</a></header>
<main data-pagefind-body>
<h1>{{ .Title }}</h1>
{{ block "main" . }}{{ end }}
</main>
<footer>Made by Hugo</footer>
</body>
</html>
`;

const DOCUMENT = `{{ define "main" }}<p><time>{{ .Date.Format "2006-01-02" }}</time> {{ .Params.severity }}</p>
<ul>{{ range .Params.tags }}<li><a href="/tags/{{ . }}/">{{ . }}</a></li>{{ end }}</ul>
{{ .Content }}
{{ end }}
`;

const LIST = `{{ define "main" }}<ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul>
{{ end }}
`;

const HOME = `{{ define "main" }}<ul>{{ range first 20 .Site.RegularPages.ByDate.Reverse }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.severity }}</li>{{ end }}
</ul>
{{ end }}
`;

/** Texts by their paths below the folder of the site. */
export function hugoFiles(): Readonly<Record<string, string>> {
  return {
    "hugo.toml": SETTINGS,
    "layouts/_default/baseof.html": BASE,
    "layouts/_default/single.html": DOCUMENT,
    "layouts/_default/list.html": LIST,
    "layouts/index.html": HOME,
  };
}
