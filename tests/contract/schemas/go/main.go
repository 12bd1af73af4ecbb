// Holds documents against JSON Schemas: {schemas, cases} from stdin, what it found as JSON to stdout.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"sort"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

type work struct {
	Schemas map[string]any `json:"schemas"`
	Cases   []struct {
		Schema   string `json:"schema"`
		Document any    `json:"document"`
	} `json:"cases"`
}

type found struct {
	Faults   []string `json:"faults"`
	Verdicts []bool   `json:"verdicts"`
}

func main() {
	var todo work
	must(json.NewDecoder(os.Stdin).Decode(&todo))
	result := found{Faults: []string{}, Verdicts: []bool{}}
	validators := map[string]*jsonschema.Schema{}
	for path, schema := range todo.Schemas {
		compiler := jsonschema.NewCompiler()
		compiler.DefaultDraft(jsonschema.Draft2020)
		must(compiler.AddResource(path, schema))
		validator, err := compiler.Compile(path)
		if err != nil {
			result.Faults = append(result.Faults, fmt.Sprintf("%s: %v", path, err))
			continue
		}
		validators[path] = validator
	}
	sort.Strings(result.Faults)
	for _, one := range todo.Cases {
		if validator, ok := validators[one.Schema]; ok {
			result.Verdicts = append(result.Verdicts, validator.Validate(one.Document) == nil)
		}
	}
	must(json.NewEncoder(os.Stdout).Encode(result))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
