// Renders charts with text/template and Sprig as Helm does: JSON in, JSON out. It is what our own renderer is held against.
//
// Input: a list of charts, each a map of paths to texts. Output: for each what its templates print, or the error that ends it.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v2"
)

type table = map[string]interface{}

type result struct {
	Files map[string]string `json:"files"`
	Error string            `json:"error,omitempty"`
}

func main() {
	yaml.FutureLineWrap()
	var charts []map[string]string
	if err := json.NewDecoder(os.Stdin).Decode(&charts); err != nil {
		panic(err)
	}
	results := make([]result, len(charts))
	for i, files := range charts {
		results[i] = render(files)
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		panic(err)
	}
}

// toJSONValue reads YAML as sigs.k8s.io/yaml does: through JSON.
func toJSONValue(text string) (interface{}, error) {
	var raw interface{}
	if err := yaml.Unmarshal([]byte(text), &raw); err != nil {
		return nil, err
	}
	data, err := json.Marshal(stringKeys(raw))
	if err != nil {
		return nil, err
	}
	var value interface{}
	err = json.Unmarshal(data, &value)
	return value, err
}

func stringKeys(value interface{}) interface{} {
	switch one := value.(type) {
	case map[interface{}]interface{}:
		result := table{}
		for key, item := range one {
			result[fmt.Sprint(key)] = stringKeys(item)
		}
		return result
	case []interface{}:
		for i, item := range one {
			one[i] = stringKeys(item)
		}
	}
	return value
}

func toYAML(value interface{}) string {
	data, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	var raw interface{}
	if err := yaml.Unmarshal(data, &raw); err != nil {
		return ""
	}
	text, err := yaml.Marshal(raw)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(text), "\n")
}

type chart struct {
	name      string
	path      string
	about     table
	values    table
	templates map[string]string
	files     files
	parts     []*chart
}

type files map[string][]byte

func (f files) Get(name string) string      { return string(f[name]) }
func (f files) GetBytes(name string) []byte { return f[name] }
func (f files) Lines(name string) []string {
	text := string(f[name])
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
func (f files) Glob(pattern string) files {
	found := files{}
	for name, data := range f {
		if ok, _ := path.Match(pattern, name); ok {
			found[name] = data
		}
	}
	return found
}
func (f files) AsConfig() string {
	m := map[string]string{}
	for name, data := range f {
		m[path.Base(name)] = string(data)
	}
	return toYAML(m)
}
func (f files) AsSecrets() string {
	m := map[string]string{}
	for name, data := range f {
		m[path.Base(name)] = base64.StdEncoding.EncodeToString(data)
	}
	return toYAML(m)
}

// load makes the tree of charts below a prefix, without looking at conditions.
func load(all map[string]string, prefix string) (*chart, error) {
	about, err := toJSONValue(all[prefix+"Chart.yaml"])
	if err != nil {
		return nil, err
	}
	values, err := toJSONValue(all[prefix+"values.yaml"])
	if err != nil {
		return nil, err
	}
	c := &chart{about: about.(table), values: table{}, templates: map[string]string{}, files: files{}}
	c.name = c.about["name"].(string)
	if t, ok := values.(table); ok {
		c.values = t
	}
	parts := map[string]bool{}
	for name, text := range all {
		if !strings.HasPrefix(name, prefix) {
			continue
		}
		rest := strings.TrimPrefix(name, prefix)
		switch {
		case strings.HasPrefix(rest, "charts/"):
			parts[strings.Split(rest, "/")[1]] = true
		case strings.HasPrefix(rest, "templates/"):
			c.templates[rest] = text
		case rest != "Chart.yaml" && rest != "values.yaml":
			c.files[rest] = []byte(text)
		}
	}
	names := []string{}
	for part := range parts {
		names = append(names, part)
	}
	sort.Strings(names)
	for _, part := range names {
		sub, err := load(all, prefix+"charts/"+part+"/")
		if err != nil {
			return nil, err
		}
		c.parts = append(c.parts, sub)
	}
	return c, nil
}

func copied(value interface{}) interface{} {
	data, _ := json.Marshal(value)
	var result interface{}
	_ = json.Unmarshal(data, &result)
	return result
}

func under(values, defaults table) table {
	for key, value := range defaults {
		own, ok := values[key]
		if !ok {
			values[key] = copied(value)
			continue
		}
		if own == nil {
			if value != nil {
				delete(values, key)
			}
			continue
		}
		a, isTable := own.(table)
		b, alsoTable := value.(table)
		if isTable && alsoTable {
			under(a, b)
		}
	}
	return values
}

func at(values table, dotted string) interface{} {
	var here interface{} = values
	for _, step := range strings.Split(dotted, ".") {
		t, ok := here.(table)
		if !ok {
			return nil
		}
		here = t[step]
	}
	return here
}

// choose drops the parts that conditions and tags turn off, and gives the others their names.
func choose(c *chart, values table, tags interface{}) {
	inForce := under(copied(values).(table), c.values)
	if tags == nil {
		tags = inForce["tags"]
	}
	needs, _ := c.about["dependencies"].([]interface{})
	var kept []*chart
	for _, part := range c.parts {
		listed := false
		for _, need := range needs {
			if need.(table)["name"] == part.name {
				listed = true
			}
		}
		if !listed {
			kept = append(kept, part)
		}
	}
	for _, one := range needs {
		need := one.(table)
		if !isOn(need, inForce, tags) {
			continue
		}
		for _, part := range c.parts {
			if part.name != need["name"] {
				continue
			}
			same := *part
			if alias, ok := need["alias"].(string); ok {
				same.name = alias
			}
			kept = append(kept, &same)
			defer takeImports(c, &same, need)
		}
	}
	c.parts = kept
	for _, part := range kept {
		own, _ := inForce[part.name].(table)
		if own == nil {
			own = table{}
		}
		choose(part, own, tags)
	}
}

// takeImports makes what a part exports a default of the chart above it.
func takeImports(c, part *chart, need table) {
	imports, _ := need["import-values"].([]interface{})
	for _, one := range imports {
		child, parent := "", "."
		switch given := one.(type) {
		case string:
			child = "exports." + given
		case table:
			child, parent = given["child"].(string), given["parent"].(string)
		}
		found, ok := at(part.values, child).(table)
		if !ok {
			continue
		}
		steps := strings.Split(parent, ".")
		for i := len(steps) - 1; i >= 0; i-- {
			if steps[i] != "" {
				found = table{steps[i]: found}
			}
		}
		c.values = under(copied(c.values).(table), found)
	}
}

func isOn(need, values table, tags interface{}) bool {
	if condition, ok := need["condition"].(string); ok {
		for _, one := range strings.Split(condition, ",") {
			if on, ok := at(values, strings.TrimSpace(one)).(bool); ok {
				return on
			}
		}
	}
	hasTrue, hasFalse := false, false
	known, _ := tags.(table)
	wanted, _ := need["tags"].([]interface{})
	for _, tag := range wanted {
		if on, ok := known[tag.(string)].(bool); ok {
			hasTrue = hasTrue || on
			hasFalse = hasFalse || !on
		}
	}
	return hasTrue || !hasFalse
}

func coalesce(c *chart, values table) table {
	under(values, c.values)
	for _, part := range c.parts {
		own, ok := values[part.name].(table)
		if !ok {
			own = table{}
			values[part.name] = own
		}
		handDown(own, values)
		coalesce(part, own)
	}
	return values
}

func handDown(to, from table) {
	own, _ := to["global"].(table)
	if own == nil {
		own = table{}
	}
	given, _ := from["global"].(table)
	for key, value := range given {
		if t, ok := value.(table); ok {
			fresh := copied(t).(table)
			if there, ok := own[key]; !ok {
				own[key] = fresh
			} else if thereTable, ok := there.(table); ok {
				own[key] = under(fresh, thereTable)
			}
		} else if _, ok := own[key].(table); !ok {
			own[key] = value
		}
	}
	to["global"] = own
}

type kubeVersion struct{ Version, GitVersion, Major, Minor string }

func (k kubeVersion) String() string { return k.Version }

type apiVersions []string

func (a apiVersions) Has(name string) bool {
	for _, one := range a {
		if one == name {
			return true
		}
	}
	return false
}

type capabilities struct {
	KubeVersion kubeVersion
	APIVersions apiVersions
}

type about struct {
	Name, Version, AppVersion, Description, Type, APIVersion, KubeVersion, Home string
	Annotations                                                                 map[string]string
}

type entry struct {
	name, text string
	context    table
	base       string
	library    bool
}

func entries(c *chart, parent string, values table, release table, into *[]entry) table {
	c.path = path.Join(parent, c.name)
	text := func(key string) string { s, _ := c.about[key].(string); return s }
	notes := map[string]string{}
	if given, ok := c.about["annotations"].(table); ok {
		for key, value := range given {
			notes[key] = fmt.Sprint(value)
		}
	}
	parts := table{}
	context := table{
		"Chart": about{Name: c.name, Version: text("version"), AppVersion: text("appVersion"), Description: text("description"), Type: text("type"),
			APIVersion: text("apiVersion"), KubeVersion: text("kubeVersion"), Home: text("home"), Annotations: notes},
		"Files":        c.files,
		"Release":      release,
		"Capabilities": capabilities{kubeVersion{"v1.30.0", "v1.30.0", "1", "30"}, apiVersions{"v1", "apps/v1", "batch/v1", "policy/v1", "autoscaling/v2", "networking.k8s.io/v1", "networking.k8s.io/v1/Ingress"}},
		"Values":       values,
		"Subcharts":    parts,
	}
	for name, body := range c.templates {
		*into = append(*into, entry{path.Join(c.path, name), body, context, path.Join(c.path, "templates"), text("type") == "library"})
	}
	for _, part := range c.parts {
		own, _ := values[part.name].(table)
		parts[part.name] = entries(part, path.Join(c.path, "charts"), own, release, into)
	}
	return context
}

func render(all map[string]string) (r result) {
	r.Files = map[string]string{}
	defer func() {
		if problem := recover(); problem != nil {
			r.Error = fmt.Sprint(problem)
		}
	}()
	c, err := load(all, "")
	if err != nil {
		return result{Error: err.Error()}
	}
	choose(c, table{}, nil)
	values := coalesce(c, table{})
	var list []entry
	entries(c, "", values, table{"Name": c.name, "Namespace": "default", "IsInstall": true, "IsUpgrade": false, "Revision": 1, "Service": "Helm"}, &list)
	sort.Slice(list, func(i, j int) bool {
		a, b := strings.Count(list[i].name, "/"), strings.Count(list[j].name, "/")
		if a != b {
			return a > b
		}
		return list[i].name > list[j].name
	})
	t := template.New("gotpl").Option("missingkey=zero")
	t.Funcs(functions(t))
	for _, one := range list {
		if _, err := t.New(one.name).Parse(one.text); err != nil {
			return result{Error: err.Error()}
		}
	}
	for _, one := range list {
		if strings.HasPrefix(path.Base(one.name), "_") || one.library || strings.HasSuffix(one.name, ".tpl") {
			continue
		}
		one.context["Template"] = table{"Name": one.name, "BasePath": one.base}
		var out bytes.Buffer
		if err := t.ExecuteTemplate(&out, one.name, one.context); err != nil {
			return result{Error: err.Error()}
		}
		r.Files[one.name] = strings.ReplaceAll(out.String(), "<no value>", "")
	}
	return r
}

func functions(t *template.Template) template.FuncMap {
	f := sprig.TxtFuncMap()
	delete(f, "env")
	delete(f, "expandenv")
	f["include"] = func(name string, data interface{}) (string, error) {
		var out strings.Builder
		err := t.ExecuteTemplate(&out, name, data)
		return out.String(), err
	}
	f["tpl"] = func(text string, data interface{}) (string, error) {
		own, err := t.Clone()
		if err != nil {
			return "", err
		}
		own.Funcs(functions(own))
		parsed, err := own.New("tpl").Parse(text)
		if err != nil {
			return "", err
		}
		var out strings.Builder
		err = parsed.Execute(&out, data)
		return strings.ReplaceAll(out.String(), "<no value>", ""), err
	}
	f["required"] = func(message string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return value, fmt.Errorf("%s", message)
		}
		return value, nil
	}
	f["lookup"] = func(string, string, string, string) (table, error) { return table{}, nil }
	f["toYaml"] = toYAML
	f["fromYaml"] = func(text string) table {
		value, err := toJSONValue(text)
		if err != nil {
			return table{"Error": err.Error()}
		}
		found, ok := value.(table)
		if !ok {
			return table{}
		}
		return found
	}
	f["fromYamlArray"] = func(text string) []interface{} {
		value, _ := toJSONValue(text)
		found, _ := value.([]interface{})
		return found
	}
	f["toJson"] = func(value interface{}) string {
		data, err := json.Marshal(value)
		if err != nil {
			return ""
		}
		return string(data)
	}
	f["fromJson"] = func(text string) table {
		value := table{}
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			value["Error"] = err.Error()
		}
		return value
	}
	return f
}
